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
    var generator = SplitMix64(seed: 1)
    let batch = Self.batch(settings, using: &generator)
    let head = settings.head.init(settings.configuration, in: store)
    pass = head.benchmarkPass(batch, using: &generator)
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
      guard case .update(let scale, _) = decision else { return }
      optimizer.step(learningRate: 1e-5, gradientScale: scale)
    }
  }

  /// Words at random and mentions of one or two words, as the peer scripts make them.
  private static func batch(
    _ settings: BenchmarkSettings, using generator: inout SplitMix64
  ) -> PackedBatch {
    let words = settings.words
    let drawsEntities = settings.benchmark.drawsEntities
    let examples = (0..<settings.batch).map { _ in
      LukeExample(
        wordIDs: (0..<words).map { _ in generator.integer(in: Int32(10)..<50000) },
        entityIDs: (0..<settings.entityCount).map { _ in
          drawsEntities
            ? generator.integer(in: 3..<Int32(settings.entityVocabulary)) : 2
        },
        entityPositions: (0..<settings.entityCount).map { _ in
          let start = generator.integer(in: 0..<words)
          let end = min(words - 1, start + generator.integer(in: 0..<2))
          return (start...end).map(Int32.init)
        })
    }
    return PackedBatch(examples, paddingID: settings.configuration.paddingID)
  }
}
