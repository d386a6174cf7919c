import LukeAutodiff
import LukeTestSupport
import Testing

/// Results are the same to the bit on any number of threads.
///
/// The suite sets the count of the shared pool, which other tests use at the same time: that may
/// change how long they take, never what they compute.
@Suite(.serialized) struct ThreadCountTests {
  @Test(.timeLimit(.minutes(5)))
  func resultsDoNotDependOnTheNumberOfThreads() {
    let original = WorkerPool.shared.threadCount
    defer { WorkerPool.shared.threadCount = original }
    WorkerPool.shared.threadCount = 1
    let expected = SmallEncoder().lossAndGradients()
    #expect(expected.allSatisfy { $0.1.allSatisfy(\.isFinite) })
    #expect(expected.allSatisfy { $0.1.contains { $0 != 0 } })
    for threadCount in [2, 3, 5, 2] {
      WorkerPool.shared.threadCount = threadCount
      let found = SmallEncoder().lossAndGradients()
      for (one, many) in zip(expected, found) {
        expectSameBits(many.1, one.1, "\(one.0) with \(threadCount) threads")
      }
    }
  }

  @Test func operationsDoNotDependOnTheNumberOfThreads() {
    let original = WorkerPool.shared.threadCount
    defer { WorkerPool.shared.threadCount = original }
    for operation in CheckedOperation.allCases {
      for check in operation.cases {
        let weights = check.outputWeights()
        let results = [1, 3].map { threadCount in
          WorkerPool.shared.threadCount = threadCount
          let tensors = check.tensors()
          let output = check.run(tensors, weights: weights)
          return output.values + tensors.flatMap { $0.gradient?.values ?? [] }
        }
        expectSameBits(results[1], results[0], "\(operation), \(check.name)")
      }
    }
  }
}

/// One encoder layer with embeddings and a head, large enough for several pieces of everything.
private struct SmallEncoder {
  private let size = 128
  private let inner = 256
  private let segments = EntityAwareAttentionCases.packed([(120, 20), (90, 0), (60, 30)])
  private var wordCount: Int { 270 }
  private var entityCount: Int { 50 }

  private final class Parameters {
    private(set) var all: [(String, Tensor)] = []

    func make(_ name: String, _ rows: Int, _ columns: Int) -> Tensor {
      let matrix = Matrix.random(rows, columns, in: -0.3...0.3, seed: UInt64(all.count))
      all.append((name, matrix.tensor(requiresGradient: true)))
      return all[all.count - 1].1
    }
  }

  func lossAndGradients() -> [(String, [Float])] {
    let parameters = Parameters()
    let tape = Tape(.training(seed: 1, step: 2))
    let hidden = layer(embeddings(parameters, tape), parameters, tape)
    let loss = head(hidden, parameters, tape)
    tape.backward(from: loss)
    return [("loss", loss.values)]
      + parameters.all.map { ($0.0, $0.1.gradient?.values ?? [.nan]) }
  }

  private func indices(_ count: Int, below bound: Int) -> [Int32] {
    var generator = SeededGenerator(seed: UInt64(bound))
    return generator.integers(count, in: 0..<bound).map(Int32.init)
  }

  private func embeddings(_ parameters: Parameters, _ tape: Tape) -> Tensor {
    let positions = parameters.make("positions", 40, size)
    let words = tape.embeddingSum([
      .init(parameters.make("words", 99, size), indices(wordCount, below: 99), paddingIndex: 1),
      .init(positions, indices(wordCount, below: 40)),
    ])
    let entities = tape.embeddingSum([
      .init(parameters.make("entities", 17, size), indices(entityCount, below: 17)),
      .init(meansOf: positions, indices(entityCount, below: 39).map { [$0, $0 + 1] }),
    ])
    let all = tape.layerNorm(
      tape.concatenateRows(words, entities), gamma: parameters.make("gamma", 1, size),
      beta: parameters.make("beta", 1, size), epsilon: 1e-5)
    return tape.dropout(all, probability: 0.1)
  }

  private func layer(_ hidden: Tensor, _ parameters: Parameters, _ tape: Tape) -> Tensor {
    let call = AttentionCall(segments, 4, size / 4, isEntityAware: true, dropout: 0.1)
    let weight = parameters.make("projections", 6 * size, size)
    let bias = parameters.make("projection biases", 6, size)
    let words = tape.linear(
      hidden.rows(0..<wordCount), weight: weight.rows(0..<4 * size), bias: bias.rows(0..<4).asRow())
    let entities = tape.linear(
      hidden.rows(wordCount..<hidden.rows), weight: weight.rows(2 * size..<6 * size),
      bias: bias.rows(2..<6).asRow())
    let context = call.run(on: tape, words: words, entities: entities)
    let attended = output("attention", context, residual: hidden, parameters, tape)
    let middle = tape.linearGELU(
      attended, weight: parameters.make("intermediate", inner, size),
      bias: parameters.make("intermediate bias", 1, inner))
    return output("output", middle, residual: attended, parameters, tape)
  }

  private func output(
    _ name: String, _ x: Tensor, residual: Tensor, _ parameters: Parameters, _ tape: Tape
  ) -> Tensor {
    tape.linearResidualLayerNorm(
      x, weight: parameters.make("\(name) weight", size, x.columns),
      bias: parameters.make("\(name) bias", 1, size), residual: residual,
      gamma: parameters.make("\(name) gamma", 1, size),
      beta: parameters.make("\(name) beta", 1, size), epsilon: 1e-5, dropout: 0.1)
  }

  private func head(_ hidden: Tensor, _ parameters: Parameters, _ tape: Tape) -> Tensor {
    let entities = (0..<entityCount).map { Int32(wordCount + $0) }
    let features = tape.tanh(
      tape.gatherRows([
        .init(hidden, rows: indices(entityCount, below: wordCount)), .init(hidden, rows: entities),
      ]))
    let logits = tape.linear(
      features, weight: parameters.make("head", 5, 2 * size),
      bias: parameters.make("head bias", 1, 5))
    return tape.crossEntropy(logits, labels: indices(entityCount, below: 5))
  }
}
