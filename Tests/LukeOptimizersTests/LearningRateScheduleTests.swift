import LukeOptimizers
import LukeTestSupport
import Testing

/// Schedules against numbers of transformers' `get_*_schedule_with_warmup`.
@Suite struct LearningRateScheduleTests {
  struct Recorded: Sendable, CustomTestStringConvertible {
    let shape: LearningRateSchedule.Shape
    let warmup: Int
    let factors: [Float]
    var testDescription: String { "\(shape), warmup \(warmup) of \(factors.count)" }
  }

  private static let recorded = [
    Recorded(
      shape: .linear, warmup: 4,
      factors: [0, 0.25, 0.5, 0.75, 1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125]),
    Recorded(
      shape: .cosine, warmup: 4,
      factors: [
        0, 0.25, 0.5, 0.75, 1, 0.9619397662556434, 0.8535533905932737, 0.6913417161825449, 0.5,
        0.30865828381745514, 0.14644660940672627, 0.03806023374435663,
      ]),
    Recorded(
      shape: .constant, warmup: 4, factors: [0, 0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1, 1]),
    Recorded(shape: .linear, warmup: 0, factors: [1, 0.8, 0.6, 0.4, 0.2]),
    Recorded(
      shape: .cosine, warmup: 0,
      factors: [
        1, 0.9045084971874737, 0.6545084971874737, 0.34549150281252633, 0.09549150281252633,
      ]),
    Recorded(shape: .constant, warmup: 0, factors: [1, 1, 1, 1, 1]),
    Recorded(shape: .linear, warmup: 3, factors: [0, 0.3333333333333333, 0.6666666666666666]),
    Recorded(shape: .cosine, warmup: 3, factors: [0, 0.3333333333333333, 0.6666666666666666]),
    Recorded(
      shape: .linear, warmup: 1,
      factors: [
        0, 1, 0.8333333333333334, 0.6666666666666666, 0.5, 0.3333333333333333,
        0.16666666666666666,
      ]),
    Recorded(
      shape: .cosine, warmup: 1,
      factors: [0, 1, 0.9330127018922194, 0.75, 0.5, 0.25, 0.06698729810778065]),
    Recorded(shape: .linear, warmup: 0, factors: [1]),
    Recorded(shape: .cosine, warmup: 0, factors: [1]),
  ]

  @Test(arguments: recorded)
  func factorsAreThoseOfTransformers(_ recorded: Recorded) {
    let schedule = LearningRateSchedule(
      recorded.shape, warmupStepCount: recorded.warmup, stepCount: recorded.factors.count)
    expectClose(
      recorded.factors.indices.map(schedule.factor), recorded.factors, tolerance: 1e-7)
  }

  /// Beyond the last step the rate stays at its end.
  @Test func beyondTheEnd() {
    for step in [12, 13, 100] {
      for shape in [LearningRateSchedule.Shape.linear, .cosine] {
        let schedule = LearningRateSchedule(shape, warmupStepCount: 4, stepCount: 12)
        #expect(abs(schedule.factor(at: step)) < 1e-7)
      }
      let constant = LearningRateSchedule(.constant, warmupStepCount: 4, stepCount: 12)
      #expect(constant.factor(at: step) == 1)
    }
  }
}
