import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// `luke-train find-rate`, on the sample data.
@Suite struct FindRateTests {
  @Test func ratesAreTriedAndNothingIsWritten() throws {
    let run = try TrainingRun.learning()
    let before = try run.files("")
    let result = try run.program.run([
      "find-rate", "recipe.json", "--output", "rates.jsonl", "--threads", "1",
    ])
    #expect(result.status == 0, "\(result.errors)")
    #expect(try run.files("") == (before + ["rates.jsonl"]).sorted())
    let points = try jsonObjects(run.text("rates.jsonl"))
    let rates = points.compactMap { $0["learning_rate"] as? Double }
    #expect(rates.count == points.count && points.count > 20 && points.count <= 100)
    #expect(rates[0] == 1e-7 && zip(rates, rates.dropFirst()).allSatisfy { $0 < $1 })
    let ratios = zip(rates, rates.dropFirst()).map { $1 / $0 }
    #expect(ratios.allSatisfy { abs($0 - ratios[0]) < 1e-9 })
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.last == "the recipe has training.learning_rate 1.00e-02")
    let suggestion = try #require(lines.first { $0.hasPrefix("suggested: ") })
    let rate = try #require(Double(suggestion.split(separator: "=").last ?? ""))
    #expect(rate > 1e-4 && rate < 0.05, "\(suggestion)")
    #expect(points.count { $0["suggested"] as? Bool == true } == 1)
    #expect(lines.count { $0.hasSuffix("falls steepest") } == 1)
    // What is printed is taken by a run as it is.
    #expect(
      try run.train("run", "--quiet", "--set", String(suggestion.split(separator: " ").last!))
        .status == 0)
  }

  @Test func itIsTheSameEveryTime() throws {
    let run = try TrainingRun.learning()
    let one = try run.program.run(["find-rate", "recipe.json", "--output", "-", "--quiet"])
    let two = try run.program.run([
      "find-rate", "recipe.json", "--output", "-", "--quiet", "--threads", "1",
    ])
    #expect(one.status == 0 && one.output == two.output && one.errors == "")
    #expect(try jsonObjects(one.output).count > 20)
  }

  @Test func whatIsNotTriedIsSaid() throws {
    let run = try TrainingRun.learning(training: #", "seeds": [1, 2]"#)
    let result = try run.program.run(["find-rate", "recipe.json", "--steps", "20"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.errors.contains("training.seeds is not used: rates are tried with training.seed 3\n"))
  }

  @Test func wrongUsageIsNamed() throws {
    let run = try TrainingRun()
    func faults(_ arguments: String...) throws -> [String] {
      let result = try run.program.run(["find-rate", "recipe.json"] + arguments)
      #expect(result.status == 64)
      return result.faults
    }
    #expect(
      try faults("--lowest", "0").first
        == "--lowest must be a number above 0, at most 1000000, but is 0.0.")
    #expect(
      try faults("--highest", "1e-7").first == "--highest must be at least ten times --lowest.")
    #expect(try faults("--steps", "5").first == "--steps must be from 20 to 100000, but is 5.")
    #expect(
      try faults("--output", "recipe.json", "--replace") == [
        "recipe.json: is read, and never written over; name another file to write"
      ])
    #expect(
      try faults("--set", "training.epochs=0") == [
        "--set training.epochs: must be a whole number, at least 1, but is 0"
      ])
  }

  /// Pretraining has to be prepared, as this makes nothing.
  @Test func pretrainingIsPreparedBefore() throws {
    let run = try PretrainingRun()
    let refused = try run.program.run(["find-rate", "recipe.json"])
    #expect(refused.status == 64)
    #expect(
      refused.faults == [
        "Checkpoints/recipe/prepared: nothing is prepared there; luke-train prepare recipe.json makes what "
          + "pretraining reads"
      ])
    #expect(try run.program.run(["prepare", "recipe.json", "--quiet"]).status == 0)
    let result = try run.program.run(["find-rate", "recipe.json", "--steps", "30", "--quiet"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.hasSuffix("the recipe has training.learning_rate 3.00e-03\n"))
  }
}
