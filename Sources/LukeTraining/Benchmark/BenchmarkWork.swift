import LukeAutodiff
import LukeLayers
import LukeModel
import LukeOptimizers
import LukeSystem

/// A model with random weights and a batch of random tokens: the work of one training step.
struct BenchmarkWork {
  private let store = ParameterStore()
  private let optimizer: any Optimizer
  private let precision: Precision
  private let usesCheckpointing: Bool
  /// The forward pass and, from its end, the backward pass.
  private let pass: (Tape) -> Void

  init(_ settings: BenchmarkSettings) {
    (precision, usesCheckpointing) = (settings.precision, settings.usesCheckpointing)
    let configuration = settings.configuration
    var generator = SplitMix64(seed: 1)
    let batch = Self.batch(settings, configuration, using: &generator)
    pass = Self.pass(settings, configuration, batch, store, using: &generator)
    store.allocate()
    store.allocateGradients()
    store.initialize(seed: 1)
    optimizer = TrainingSettings().makeOptimizer(for: store)
  }

  /// One training step with dropout and clipping; the optimizer's share of it is returned.
  func step(_ number: Int, clock: PhaseClock) -> Duration {
    store.clearGradients()
    let tape = Tape(
      .training(seed: 1, step: UInt64(number)), precision: precision,
      usesCheckpointing: usesCheckpointing)
    tape.clock = clock
    pass(tape)
    return ContinuousClock().measure {
      let decision = FiniteAndClipped(maximumNorm: 1).decide(on: store, loss: 0)
      guard case .update(let scale) = decision else { return }
      optimizer.step(learningRate: 1e-5, gradientScale: scale)
    }
  }

  private static func pass(
    _ settings: BenchmarkSettings, _ configuration: LukeConfiguration, _ batch: PackedBatch,
    _ store: ParameterStore, using generator: inout SplitMix64
  ) -> (Tape) -> Void {
    switch settings.task {
    case .ner:
      let model = LukeForEntitySpanClassification(configuration, labelCount: 5, in: store)
      let starts = batch.segments.flatMap { segment in
        batch.entityPositions[segment.entities].map { Int32(segment.words.lowerBound) + $0[0] }
      }
      let ends = zip(starts, batch.entityPositions).map { $0 + Int32($1.count) - 1 }
      let labels = starts.map { _ in Int32.random(in: 0..<5, using: &generator) }
      return { tape in
        let states = model.luke(batch, on: tape)
        let logits = model.logits(states, starts: starts, ends: ends, on: tape)
        tape.backward(from: tape.crossEntropy(logits, labels: labels))
      }
    case .relation:
      let model = LukeForEntityPairClassification(configuration, labelCount: 42, in: store)
      let labels = batch.segments.map { _ in Int32.random(in: 0..<42, using: &generator) }
      return { tape in
        let logits = model.logits(model.luke(batch, on: tape), batch, on: tape)
        tape.backward(from: tape.crossEntropy(logits, labels: labels))
      }
    case .pretraining:
      let model = LukeForMaskedLM(configuration, in: store)
      let words = HiddenTokens.words(of: batch, using: &generator)
      let entities = HiddenTokens.entities(of: batch, using: &generator)
      return { tape in
        let states = model.luke(batch, on: tape)
        let losses = (
          model.wordLoss(states, words, on: tape), model.entityLoss(states, entities, on: tape)
        )
        tape.backward(from: tape.add(losses.0, losses.1))
      }
    case .encoder:
      let model = LukeEncoder(configuration, in: store.root)
      return { tape in
        let hidden = model(batch, on: tape).all
        let gradient = Tensor(rows: hidden.rows, columns: hidden.columns)
        gradient.fill(with: 1 / Float(hidden.count))
        tape.backward(from: hidden, gradient: gradient)
      }
    }
  }

  /// Words at random and mentions of one or two words, as the peer scripts make them.
  private static func batch(
    _ settings: BenchmarkSettings, _ configuration: LukeConfiguration,
    using generator: inout SplitMix64
  ) -> PackedBatch {
    let words = settings.words
    let examples = (0..<settings.batch).map { _ in
      LukeExample(
        wordIDs: (0..<words).map { _ in Int32.random(in: 10..<50000, using: &generator) },
        entityIDs: (0..<settings.entityCount).map { _ in
          settings.task == .pretraining
            ? Int32.random(in: 3..<Int32(settings.entityVocabulary), using: &generator) : 2
        },
        entityPositions: (0..<settings.entityCount).map { _ in
          let start = Int.random(in: 0..<words, using: &generator)
          let end = min(words - 1, start + Int.random(in: 0...1, using: &generator))
          return (start...end).map(Int32.init)
        })
    }
    return PackedBatch(examples, paddingID: configuration.paddingID)
  }
}

/// What a step of pretraining predicts, as the peer scripts choose it: each token with a probability
/// of 15 %, and the first of each example's entities.
private enum HiddenTokens {
  private static let probability = 0.15

  static func words(
    of batch: PackedBatch, using generator: inout SplitMix64
  ) -> LukeForMaskedLM.Targets {
    targets(batch.wordIDs, first: [], using: &generator)
  }

  static func entities(
    of batch: PackedBatch, using generator: inout SplitMix64
  ) -> LukeForMaskedLM.Targets {
    targets(
      batch.entityIDs, first: Set(batch.segments.map(\.entities.lowerBound)), using: &generator)
  }

  private static func targets(
    _ ids: [Int32], first: Set<Int>, using generator: inout SplitMix64
  ) -> LukeForMaskedLM.Targets {
    let rows = ids.indices.filter {
      Double.random(in: 0..<1, using: &generator) < probability || first.contains($0)
    }
    return .init(rows: rows.map(Int32.init), labels: rows.map { ids[$0] })
  }
}
