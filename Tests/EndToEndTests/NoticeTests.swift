import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// What a run notices of itself is said once, also where it is quiet or goes on, and kept in its log.
@Suite struct NoticeTests {
  /// The notices in the log of a run, with their step.
  private func logged(_ run: TrainingRun, _ output: String) throws -> [(name: String, text: String)]
  {
    try run.text(output + "/metrics.jsonl").split(separator: "\n").compactMap { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard let name = object?["notice"] as? String else { return nil }
      return (name, object?["text"] as? String ?? "")
    }
  }

  private static let tooFew =
    "24 steps are few for a head that begins at random, which learns from 100 or so on: training.steps of "
    + "100 would do"

  @Test func aRunThatLearnsNothingSaysSo() throws {
    let run = try TrainingRun()
    let result = try run.train(
      "run", "--quiet", "--set", "training.learning_rate=1e-9", "--set",
      "model.classifier_bias=labels")
    #expect(result.status == 0)
    let lines = result.errors.split(separator: "\n").map(String.init)
    let nothing = try #require(lines.first { $0.contains("the model finds no entity at all") })
    #expect(
      nothing.wholeMatch(
        of:
          /step 20 of 24: the model finds no entity at all in the validation data, which have \d+ entities; training\.learning_rate, 1\.00e-09, is far below 1\.00e-03, which serves random weights 16 wide as a rule; 24 steps are few \(training\.steps\)/
      ) != nil, "\(nothing)")
    #expect(lines.count { $0 == Self.tooFew } == 1)
    let notices = try logged(run, "run")
    #expect(notices.map(\.name) == ["too_few_steps", "nothing_predicted"])
    #expect(notices.map(\.text) == [Self.tooFew, nothing])
  }

  /// The log of a run that goes on is that of the unbroken one.
  @Test func aRunThatGoesOnSaysNothingTwice() throws {
    let run = try TrainingRun()
    let settings = [
      "--set", "training.learning_rate=1e-9", "--set", "model.classifier_bias=labels",
    ]
    let arguments = ["recipe.json", "--output"]
    #expect(try run.program.run(arguments + ["whole"] + settings).status == 0)
    #expect(try run.program.run(arguments + ["broken"] + settings).status == 0)
    for step in [24] {
      try FileManager.default.removeItem(
        atPath: run.folder.path + "/broken/step-000000\(step).h5")
    }
    let resumed = try run.program.run(arguments + ["broken", "--resume"] + settings)
    #expect(resumed.errors.contains("resuming after step 21 of 24"))
    #expect(!resumed.errors.contains(Self.tooFew))
    #expect(!resumed.errors.contains("the model finds no entity at all"))
    #expect(try run.text("broken/metrics.jsonl") == run.text("whole/metrics.jsonl"))
  }

  /// A table of forty texts of two classes, which go with a word each.
  private func writeTable(_ name: String, in run: TrainingRun, _ words: [String]) throws {
    let labels = ["red", "blue"]
    let lines = (0..<40).map { "the \(words[$0 % 2]) of day \($0)\t\(labels[$0 % 2])\n" }
    try run.folder.write(name, "text\tlabel\n" + lines.joined())
  }

  /// A model that knows its few examples by heart, with what it does not know beside them; and one that knows
  /// what it is asked.
  @Test func aModelThatKnowsItsExamplesByHeart() throws {
    let run = try TrainingRun(task: "sequence-classification")
    try writeTable("train.tsv", in: run, ["sun", "moon"])
    try writeTable("other.tsv", in: run, ["moon", "sun"])
    func train(_ output: String, validation: String) throws -> Program.Result {
      try run.train(
        output, "--set", "data.train=train.tsv", "--set", "data.validation=\(validation)", "--set",
        "data.test=null", "--set", "training.steps=200", "--set", "training.keep_best=false")
    }
    let result = try train("run", validation: "other.tsv")
    #expect(result.status == 0)
    let notices = try logged(run, "run")
    let last = try #require(notices.last { $0.name == "far_below_training" }, "\(result.errors)")
    #expect(
      last.text.wholeMatch(
        of:
          /accuracy of \d+\.\d\d on the validation data is far below the \d+\.\d\d on 40 training examples: the model knows these by heart; .*/
      ) != nil, "\(last.text)")
    #expect(result.errors.contains(last.text + "\n"))
    let learned = try train("learned", validation: "train.tsv")
    #expect(learned.status == 0)
    #expect(try logged(run, "learned").map(\.name) == [], "\(learned.errors)")
  }
}
