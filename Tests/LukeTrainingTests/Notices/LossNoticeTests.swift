import Foundation
import LukeTraining
import Testing

/// A loss that does not fall in the first half of a run.
@Suite struct LossNoticeTests {
  /// What is said after all steps of a run, once.
  private func text(_ facts: RunFacts, _ loss: (Int) -> Double) -> String? {
    var trend = LossTrend()
    var texts: [String?] = []
    for step in 1...facts.stepCount where trend.add(loss(step), step: step, of: facts.stepCount) {
      texts.append(LossThatStays.text(of: trend, in: facts))
    }
    #expect(texts.count <= 1)
    return texts.first ?? nil
  }

  /// Up and down by a tenth, from step to step.
  private func noisy(_ loss: Double, _ step: Int) -> Double { loss + (step % 2 == 0 ? 0.1 : -0.1) }

  @Test func aLossThatDoesNotFall() {
    #expect(
      text(.sample()) { noisy(0.5, $0) }
        == "step 100 of 200: the loss does not fall, it was 0.5000 and is 0.5000; "
        + "training.learning_rate, 1.00e-03, may be too low or too high")
    #expect(
      text(.sample(steps: 60, rate: 1e-9)) { noisy(0.5, $0) }
        == "step 30 of 60: the loss does not fall, it was 0.5000 and is 0.5000; "
        + "training.learning_rate, 1.00e-09, is far below 1.00e-03, which serves random weights 16 wide as a "
        + "rule; 60 steps are few (training.steps)")
    // Few steps that vary widely hide what is learned.
    #expect(
      text(.sample(steps: 60)) { ($0 < 12 ? 0.3 : 0.26) + ($0 % 2 == 0 ? 0.2 : -0.2) }
        == "step 30 of 60: the loss falls by less than it varies from step to step, it was 0.3000 and is 0.2600; "
        + "60 steps are few (training.steps); training.learning_rate, 1.00e-03, may be too low or too high"
    )
    // A third less is learned, however much it varies.
    #expect(
      text(.sample(steps: 60)) { ($0 < 12 ? 0.3 : 0.2) + ($0 % 2 == 0 ? 0.2 : -0.2) } == nil)
    // By more than noise, if not by much.
    #expect(text(.sample()) { noisy($0 < 60 ? 0.5 : 0.4, $0) } == nil)
  }

  @Test func aLossOfGuessing() {
    let facts = RunFacts.sample { $0.guessing = (log(3), "among 3 labels") }
    #expect(
      text(facts) { noisy(log(3), $0) }
        == "step 100 of 200: the loss stays that of guessing among 3 labels, 1.0986, it was 1.0986 and is "
        + "1.0986; training.learning_rate, 1.00e-03, may be too low or too high")
    #expect(text(facts) { noisy($0 < 60 ? log(3) : 0.8, $0) } == nil)
  }

  @Test func aLossThatRises() {
    #expect(
      text(.sample(rate: 0.5)) { noisy($0 < 60 ? 0.5 : 0.9, $0) }
        == "step 100 of 200: the loss has risen, it was 0.5000 and is 0.9000; training.learning_rate, "
        + "5.00e-01, is far above 1.00e-03, which serves random weights 16 wide as a rule")
  }

  /// What has learned before may have nothing left to learn; a few steps tell nothing.
  @Test func whereNothingIsTold() {
    #expect(text(.sample { $0.beginsAnew = false }) { noisy(0.1, $0) } == nil)
    #expect(text(.sample(steps: 39)) { noisy(0.5, $0) } == nil)
    // The beginning was not seen.
    var trend = LossTrend()
    #expect(!(60...100).contains { trend.add(0.5, step: $0, of: 200) })
  }

  @Test func theStateOfARunKeepsTheTrend() throws {
    var (whole, broken) = (LossTrend(), LossTrend())
    for step in 1...50 {
      _ = whole.add(noisy(0.5, step), step: step, of: 100)
      if step == 30 {
        broken = try JSONDecoder().decode(LossTrend.self, from: JSONEncoder().encode(broken))
      }
      #expect(broken.add(noisy(0.5, step), step: step, of: 100) == (step == 50))
    }
    #expect(broken == whole)
  }
}
