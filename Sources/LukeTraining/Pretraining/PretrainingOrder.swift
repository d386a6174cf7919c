import LukeCorpus
import LukeSystem

/// Which sequences each step of pretraining reads: a function of the seed and the step alone.
struct PretrainingOrder: Sendable {
  /// A step, and how many sequences it reads.
  struct Step: Hashable, Sendable {
    /// The stage, from 0.
    var stage: Int
    /// The step in its stage, from 0.
    var index: Int
    /// The sequences of the step, over all its passes.
    var size: Int

    /// Where they stand in the endless order of the stage.
    fileprivate var positions: Range<Int> { index * size..<(index + 1) * size }
  }

  private let examples: PretrainingExamples
  private let seed: UInt64

  init(_ examples: PretrainingExamples, seed: UInt64) {
    (self.examples, self.seed) = (examples, seed)
  }

  /// The seed of the order of a stage.
  func seed(ofStage stage: Int) -> UInt64 { SplitMix64.number(UInt64(stage), ofSeed: seed) }

  /// The sequences of a step, each with the seed by which it is masked.
  func sequences(of step: Step) throws -> [(PretrainingExample, seed: UInt64)] {
    let stageSeed = seed(ofStage: step.stage)
    return try zip(step.positions, examples.sequences(step.positions, seed: stageSeed)).map {
      ($1, SplitMix64.number(UInt64($0), ofSeed: stageSeed))
    }
  }

  /// The numbers in the data set of the sequences of a step.
  func numbers(of step: Step) -> [Int] {
    examples.numbers(step.positions, seed: seed(ofStage: step.stage))
  }
}
