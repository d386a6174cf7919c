import Foundation
import LukeJSON
import LukeTasks
import LukeTraining
import Testing

/// What several seeds come to together.
@Suite struct SeedReportTests {
  private func record(
    _ seed: Int, _ score: Double?, test: Double? = nil, loss: Double? = nil
  ) -> SeedReport.Record {
    func scores(_ value: Double) -> KeptScores {
      let f1 = TaskScores.Value(name: "f1", value: value)
      let part = TaskScores.Value(name: "PER/f1", value: value / 2)
      return KeptScores(TaskScores(deciding: f1, values: [f1, part], table: ""))
    }
    return .init(
      seed: seed, lastLoss: loss, validation: score.map(scores), test: test.map(scores))
  }

  private func report(_ records: SeedReport.Record...) -> SeedReport {
    var report = SeedReport(seeds: records.map(\.seed))
    for record in records { report[record.seed] = record }
    return report
  }

  @Test func theDeviationIsThatOfASample() {
    let spread = ScoreSpread([0.2, 0.4, 0.9])
    #expect(abs(spread.mean - 0.5) < 1e-12)
    // The squares are 0.09, 0.01 and 0.16, and half of their sum is 0.13.
    #expect(abs((spread.deviation ?? 0) - 0.13.squareRoot()) < 1e-12)
    #expect(spread.text == "0.5000 ± 0.3606")
    #expect(ScoreSpread([0.5]).deviation == nil && ScoreSpread([0.5]).text == "0.5000")
  }

  /// Validation decides, whatever the test data say; of equal ones the first.
  @Test func theBestIsThatOfTheValidationData() {
    let report = report(
      record(4, 0.5, test: 0.9, loss: 0.1), record(7, 0.6, test: 0.2, loss: 0.9),
      record(9, 0.6, test: 0.3, loss: 0.2))
    #expect(report.choice?.record.seed == 7)
    #expect(report.choice?.reason == "the best by validation f1 (0.6000)")
  }

  /// A score that is no number is never the best.
  @Test func noNumberIsNeverTheBest() {
    #expect(report(record(1, .nan), record(2, 0.1)).choice?.record.seed == 2)
    #expect(report(record(1, 0.1), record(2, .nan)).choice?.record.seed == 1)
    #expect(report(record(1, nil, loss: .nan), record(2, nil, loss: 9)).choice?.record.seed == 2)
  }

  @Test func withoutValidationDataTheLossDecides() {
    let report = report(
      record(1, nil, test: 0.9, loss: 0.5), record(2, nil, test: 0.1, loss: 0.25))
    #expect(report.choice?.record.seed == 2)
    #expect(
      report.choice?.reason
        == "the one with the lowest loss of its last steps (0.2500), as there are no validation data, which "
        + "would say more; data.validation names some")
  }

  @Test func theTableHasMeanAndDeviation() {
    let report = report(record(0, 0.2, test: 0.1), record(1, 0.4, test: 0.1))
    #expect(
      report.table(modelPath: "run/model.h5") == """
        scores of 2 seeds (0, 1): mean ± standard deviation (n − 1)
            validation       test
        f1  0.3000 ± 0.1414  0.1000 ± 0.0000
        run/model.h5: the model of seed 1, the best by validation f1 (0.4000)
        """)
  }

  @Test func theFileReadsBack() throws {
    var report = report(record(0, 0.2, test: 0.1, loss: 0.75), record(1, 0.4, loss: 2))
    report.best = 1
    report.data = ["data.train": [7, 4_294_967_295]]
    let json = try JSONParser.parse(Array(report.text.utf8))
    #expect(SeedReport(json, seeds: [0, 1]) == report)
    #expect(json["validation"]?["f1"]?["mean"]?.double == 0.30000000000000004)
    // Not all have been scored on the test data.
    #expect(json["test"] == nil)
    #expect(json["validation"]?["PER/f1"] != nil)
  }
}
