import Foundation
import LukeTestSupport
import LukeTraining
import Testing

/// What follows from the losses at growing rates.
@Suite struct RateReportTests {
  /// A report of losses that follow from the rate, times what each batch has by chance.
  private func report(
    steps: Int = 100, givenRate: Double? = nil, chance: (Int) -> Double = { _ in 1 },
    _ loss: (Double) -> Double
  ) -> RateReport {
    var settings = RateSearch.Settings()
    settings.steps = steps
    var report = RateReport(settings, givenRate: givenRate, usualRate: givenRate ?? 2e-4)
    report.startLosses = (0..<steps).map { 3 * chance($0) }
    for step in 0..<steps {
      let rate = 1e-7 * pow(1e6, Double(step) / Double(steps - 1))
      if !report.add(loss: loss(rate) * chance(step), at: rate) { break }
    }
    return report
  }

  /// Falls around 1e-4 and grows above 1e-2.
  private func usual(_ rate: Double) -> Double {
    1 + 2 / (1 + pow(rate / 1e-4, 2)) + pow(rate / 1e-2, 3)
  }

  /// The curve falls steepest, by the logarithm of the rate, at 1e-4.
  @Test func theSteepestFallIsSuggested() throws {
    let rate = try #require(report(usual).suggestedRate)
    #expect(rate > 1e-4 / 1.5 && rate < 1e-4 * 1.5, "\(rate)")
    // More steps find the same.
    let other = try #require(report(steps: 400, usual).suggestedRate)
    #expect(other > 1e-4 / 1.5 && other < 1e-4 * 1.5, "\(other)")
  }

  /// Batches differ by far more than anything is learned, and the same is found.
  @Test(arguments: 1...8)
  func whatBatchesHaveByChanceDoesNotCount(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let factors = (0..<100).map { _ in Double.random(in: 0.1...4, using: &generator) }
    let rate = try #require(report(chance: { factors[$0] }, usual).suggestedRate)
    #expect(rate > 1e-4 / 2 && rate < 1e-4 * 2, "\(rate)")
  }

  @Test func stepsEndWhereTheLossGrows() {
    let report = report(usual)
    #expect(report.end == .lossGrew)
    #expect(report.points.count < 100)
    // It lags a little, for it is an average.
    let last = report.points[report.points.count - 1]
    #expect(last.loss > 4 && last.loss < 40)
    #expect(
      report.lines.contains(
        "ended after \(report.points.count) steps, as the loss is more than four times the lowest"))
  }

  @Test func stepsEndWhereTheLossIsNoNumber() {
    let report = report { $0 > 1e-3 ? .nan : 3 - $0 }
    #expect(report.end == .noNumbers)
    #expect(
      report.lines.contains(
        "ended after \(report.points.count) steps, as the loss or the gradients were no numbers any more"
      ))
    #expect(report.points.allSatisfy { $0.loss.isFinite })
    #expect(report.suggestedRate == nil)
    #expect(
      report.lines.contains {
        $0.hasPrefix("nothing is suggested, for the loss hardly falls at any of these rates")
      })
  }

  /// Where nothing is learned, the smoothed loss is that of the start.
  @Test func nothingLearnedIsNoFall() {
    let report = report(steps: 20, chance: { $0 % 2 == 0 ? 1 : 3 }) { _ in 3 }
    #expect(report.smoothedLosses.allSatisfy { abs($0 - 6) < 1e-12 })
    #expect(report.end == .highestRate && report.points.count == 20)
    #expect(report.suggestedRate == nil)
  }

  @Test func whatTheRecipeWouldHaveIsSaid() {
    #expect(
      report(usual).lines.last
        == "the recipe names no training.learning_rate; a run would have 2.00e-04")
    #expect(
      report(givenRate: 3e-3, usual).lines.last == "the recipe has training.learning_rate 3.00e-03")
  }

  @Test func wrongSettingsAreNamed() {
    var settings = RateSearch.Settings()
    (settings.lowest, settings.highest, settings.steps) = (0, .infinity, 3)
    #expect(
      settings.faults == [
        "--lowest must be a number above 0, at most 1000000, but is 0.0.",
        "--highest must be a number above 0, at most 1000000, but is inf.",
        "--steps must be from 20 to 100000, but is 3.",
      ])
    (settings.lowest, settings.highest, settings.steps) = (1e-3, 2e-3, 100)
    #expect(settings.faults == ["--highest must be at least ten times --lowest."])
  }
}
