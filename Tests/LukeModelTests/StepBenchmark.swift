import Foundation
import LukeAutodiff
import LukeLayers
import LukeModel
import LukeOptimizers
import Testing

/// Time and memory of one training step of LUKE base, on the batch of a NER step.
///
/// That is 4 × (128 words + 64 entities). Runs only when LUKE_BENCHMARK is set to the number of steps.
@Suite struct StepBenchmark {
  private static let stepCount = ProcessInfo.processInfo.environment["LUKE_BENCHMARK"].flatMap {
    Int($0)
  }

  @Test(.enabled(if: stepCount != nil)) func base() throws {
    let environment = ProcessInfo.processInfo.environment
    let entityCount = environment["LUKE_BENCHMARK_ENTITIES"].flatMap { Int($0) } ?? 64
    var configuration = LukeConfiguration()
    configuration.entityVocabularySize =
      environment["LUKE_BENCHMARK_VOCABULARY"].flatMap { Int($0) } ?? 500_000
    let store = ParameterStore()
    let model = LukeForEntitySpanClassification(configuration, labelCount: 5, in: store)
    store.allocate()
    store.allocateGradients()
    store.initialize(seed: 1)
    let optimizer = AdamW(store)
    var generator = SplitMix64(seed: 7)
    let examples = (0..<4).map { _ in
      LukeExample(
        wordIDs: (0..<128).map { _ in Int32.random(in: 10..<50000, using: &generator) },
        entityIDs: [Int32](repeating: 2, count: entityCount),
        entityPositions: (0..<entityCount).map { _ in
          let start = Int32.random(in: 1..<125, using: &generator)
          return [start, start + 1]
        })
    }
    let batch = PackedBatch(examples, paddingID: 1)
    let starts = (0..<4 * entityCount).map { _ in Int32.random(in: 0..<512, using: &generator) }
    let labels = (0..<4 * entityCount).map { _ in Int32.random(in: 0..<5, using: &generator) }
    var times: [Double] = []
    var phases: [[Double]] = [[], [], [], []]
    for step in 0..<(Self.stepCount ?? 0) + 2 {
      let clock = ContinuousClock()
      var last = clock.now
      let begin = last
      func phase(_ index: Int) {
        phases[index].append((clock.now - last) / .seconds(1))
        last = clock.now
      }
      store.clearGradients()
      let tape = Tape(.training(seed: 1, step: UInt64(step)))
      let logits = model.logits(model.luke(batch, on: tape), starts: starts, ends: starts, on: tape)
      let loss = tape.crossEntropy(logits, labels: labels)
      phase(0)
      tape.backward(from: loss)
      phase(1)
      let scale = GradientClipping.scale(norm: optimizer.gradientNorm(), maximumNorm: 1)
      phase(2)
      optimizer.step(learningRate: 1e-5, gradientScale: scale)
      phase(3)
      times.append((clock.now - begin) / .seconds(1))
    }
    func median(_ list: [Double]) -> Double { list.dropFirst(2).sorted()[(list.count - 2) / 2] }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print(
      "step \(median(times)) s: forward \(median(phases[0])), backward \(median(phases[1])), norm "
        + "\(median(phases[2])), AdamW \(median(phases[3])); least \(times.min() ?? 0) s; "
        + "peak \(usage.ru_maxrss / 1024) MiB; \(WorkerPool.shared.threadCount) threads")
  }
}
