import LukeTraining
import Testing

/// How fast steps are is that of the steps since the last line, other work left out.
@Suite struct StepSpeedTests {
  private func step(
    words: Int, operations: Double, dataSeconds: Double, rate: Double? = nil
  ) -> RunStep {
    var step = RunStep(step: 1, totalSteps: 9, loss: 0, learningRate: 0, words: words)
    step.floatingPointOperations = operations
    step.dataSeconds = dataSeconds
    step.productRate = rate
    return step
  }

  @Test func aPaceIsThatSinceTheOneBefore() throws {
    let start = ContinuousClock.now
    var speed = StepSpeed()
    let before = speed.pace(of: step(words: 1, operations: 1, dataSeconds: 0), at: start)
    #expect(before == nil)
    speed.begin(at: start)
    let paceOfSteps = speed.pace(
      of: step(words: 100, operations: 800, dataSeconds: 0.5), at: start + .seconds(2))
    let first = try #require(paceOfSteps)
    #expect(first.seconds == 2)
    #expect(first.wordsPerSecond == 50)
    #expect(first.floatingPointOperationsPerSecond == 400)
    #expect(first.dataSeconds == 0.5)
    #expect(first.shareOfProductRate == nil)

    // Scoring for three of five seconds.
    speed.begin(.scoring(.validation), at: start + .seconds(3))
    let scored = speed.end(.scoring(.validation), at: start + .seconds(6))
    #expect(scored == .seconds(3))
    let paceAfterScoring = speed.pace(
      of: step(words: 160, operations: 2000, dataSeconds: 0.75, rate: 1200), at: start + .seconds(7)
    )
    let second = try #require(paceAfterScoring)
    #expect(second.seconds == 2)
    #expect(second.wordsPerSecond == 30)
    #expect(second.floatingPointOperationsPerSecond == 600)
    #expect(second.dataSeconds == 0.25)
    #expect(second.shareOfProductRate == 0.5)
  }
}
