import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Validation data made of training data.
@Suite struct ValidationShareTests {
  /// Every labelled task trains with it, is scored during training, and goes on to the same bits.
  @Test(arguments: [
    ("sequence-classification", "the same share of every label"),
    ("named-entity-recognition", "whole documents"),
    ("relation-classification", "the same share of every label"),
    ("entity-typing", "drawn from all"), ("multiple-choice", "drawn from all"),
    ("token-classification", "whole documents"),
    ("extractive-question-answering", "whole documents"),
    ("cloze-question-answering", "drawn from all"),
  ])
  func aShareIsHeldBack(_ task: String, _ how: String) throws {
    let run = try TrainingRun(task: task)
    let held = ["--set", "data.validation=null", "--set", "data.validation_share=0.2"]
    let whole = try run.program.run(["recipe.json", "--output", "whole"] + held)
    #expect(whole.status == 0, "\(whole.errors)")
    let note = try #require(
      whole.errors.split(separator: "\n").first { $0.contains("held back to validate with") })
    #expect(note.contains(how) && note.contains("(data.validation_share, data.validation_by)"))
    #expect(try run.text("whole/metrics.jsonl").contains(#""split":"validation""#))
    _ = try run.program.run(["recipe.json", "--output", "broken", "--quiet"] + held)
    for file in try run.files("broken") where file.hasPrefix("step-") && !file.contains("21") {
      try FileManager.default.removeItem(atPath: run.folder.path + "/broken/" + file)
    }
    try FileManager.default.removeItem(atPath: run.folder.path + "/broken/model.h5")
    let resumed = try run.program.run(
      ["recipe.json", "--output", "broken", "--resume", "--quiet"] + held)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try run.text("broken/metrics.jsonl") == run.text("whole/metrics.jsonl"))
    #expect(try run.weights("broken") == run.weights("whole"))
    let other = try run.program.run(
      ["recipe.json", "--output", "broken", "--resume"] + held
        + ["--set", "data.validation_seed=1"])
    #expect(other.status == 64)
    #expect(other.errors.contains("data.validation_seed: was 0, is 1"))
  }
}
