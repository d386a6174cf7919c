import EndToEndSupport
import Foundation
import LukeTestSupport
import LukeTraining
import Testing

/// Multiple choice, from the recipe to what transformers makes of the exported model.
@Suite struct MultipleChoiceTests {
  private static let test = packageFolder.appending(path: "Datasets/quickstart-choices/test.jsonl")
    .path

  @Test func fromRecipeToExport() throws {
    let run = try TrainingRun(task: "multiple-choice")
    let trained = try run.train("run")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(trained.errors.contains("validation.jsonl: 120 questions, 3 to 5 choices; JSON Lines"))
    #expect(!trained.errors.contains("labels:"))

    let arguments = [Self.test, "--json", "--quiet"]
    let evaluated = try run.program.run(["evaluate", "run/model.h5"] + arguments)
    #expect(evaluated.status == 0, "\(evaluated.errors)")
    let accuracy = try #require(try jsonObject(evaluated.output)["accuracy"] as? Double)
    let logged = try run.text("run/metrics.jsonl").split(separator: "\n").last {
      $0.contains("\"test\"")
    }
    #expect(try jsonObject(#require(logged))["accuracy"] as? Double == accuracy)

    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    #expect(try run.program.run(["import", "exported", "imported.h5"]).status == 0)
    for model in ["exported", "imported.h5"] {
      #expect(try run.program.run(["evaluate", model] + arguments).output == evaluated.output)
    }
    let inspected = try run.program.run(["inspect", "run/model.h5"])
    #expect(inspected.output.hasPrefix("run/model.h5: LukeForMultipleChoice\n"))

    // Without answers the same choices are taken.
    let predicted = try run.program.run(["predict", "run/model.h5", Self.test, "--quiet"])
    let unlabelled = try String(contentsOfFile: Self.test, encoding: .utf8)
      .replacing(#/, "label": \d/#, with: "")
    let lines = predicted.output.split(separator: "\n")
    #expect(lines.count == 120)
    #expect(
      try run.program.run(["predict", "run/model.h5", "-", "--quiet"], input: unlabelled).output
        == predicted.output)
    let gold = try String(contentsOfFile: Self.test, encoding: .utf8).split(separator: "\n")
      .map { try jsonObject($0)["label"] as? Int }
    let found = try lines.map { try jsonObject($0)["index"] as? Int }
    #expect(abs(Double(zip(gold, found).count { $0 == $1 }) / 120 - accuracy) < 1e-12)
    // What is answered is data.
    try run.folder.write("answers.jsonl", predicted.output)
    let again = try run.program.run([
      "evaluate", "run/model.h5", "answers.jsonl", "--json", "--quiet",
    ])
    #expect(try jsonObject(again.output)["accuracy"] as? Double == 1)
  }

  @Test func aPredictorChooses() throws {
    let run = try TrainingRun(task: "multiple-choice")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    let predicted = try run.program.run(["predict", "run/model.h5", Self.test, "--quiet"])
    let first = try jsonObject(#require(predicted.output.split(separator: "\n").first))
    let choices = try #require(first["choices"] as? [[String: Any]])
    let predictor = try Predictor(run.folder.path + "/run/model.h5")
    #expect(predictor.kind == "multiple-choice")
    let answer = try predictor.choice(
      for: #require(first["question"] as? String),
      among: choices.compactMap { $0["text"] as? String }, context: first["context"] as? String)
    #expect(answer.index == first["index"] as? Int)
    #expect(answer.scores.count == choices.count)
    #expect(abs(answer.scores.reduce(0, +) - 1) < 1e-6)
    #expect(
      message { try predictor.choice(for: "t?", among: ["p"]) }
        == "1 choice to choose among; at least 2 are needed")
  }

  /// Where answers are lists, choices are judged one by one, and the model remembers it.
  @Test func anyNumberOfChoicesMayBeRight() throws {
    let run = try TrainingRun(task: "multiple-choice")
    let text = try String(contentsOfFile: Self.test, encoding: .utf8)
      .replacing(#/"label": \d/#, with: "\"label\": [0, 1, 2]")
    try run.folder.write("lists.jsonl", text)
    let data = ["train", "validation", "test"].flatMap { ["--set", "data.\($0)=lists.jsonl"] }
    let trained = try run.program.run(
      ["recipe.json", "--output", "run", "--set", "training.learning_rate=0.01"] + data)
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(
      trained.errors.contains(
        "any number of choices may be right, for answers are lists: each choice is judged by itself "
          + "(task.several_answers)"))
    let arguments = ["lists.jsonl", "--json", "--quiet"]
    let evaluated = try run.program.run(["evaluate", "run/model.h5"] + arguments)
    let scores = try jsonObject(evaluated.output)
    #expect(try #require(scores["f1_a"] as? Double) > 0.3)
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    #expect(
      try jsonObject(run.text("exported/config.json"))["problem_type"] as? String
        == "multi_label_classification")
    #expect(try run.program.run(["evaluate", "exported"] + arguments).output == evaluated.output)

    let predicted = try run.program.run(["predict", "run/model.h5", "lists.jsonl", "--quiet"])
    for line in predicted.output.split(separator: "\n").map({ try? jsonObject($0) }) {
      let indices = try #require(line?["indices"] as? [Int])
      let choices = try #require(line?["choices"] as? [[String: Any]])
      let right = try choices.indices.filter { try #require(choices[$0]["score"] as? Double) > 0.5 }
      #expect(indices == right && (line?["answers"] as? [String])?.count == right.count)
      #expect(line?["index"] == nil && line?["answer"] == nil && line?["score"] == nil)
    }
    // What is answered is data.
    try run.folder.write("answers.jsonl", predicted.output)
    let again = try run.program.run([
      "evaluate", "run/model.h5", "answers.jsonl", "--json", "--quiet",
    ])
    #expect(try jsonObject(again.output)["exact_match"] as? Double == 1)
    // A model of single answers is none for these.
    #expect(try run.train("single", "--quiet", "--set", "training.steps=1").status == 0)
    let refused = try run.program.run(["evaluate", "single/model.h5"] + arguments)
    #expect(refused.status == 65)
    #expect(
      refused.errors.contains(
        "3 choices are right, but one is learned; task.several_answers true learns to judge each by itself"
      ))
  }

  @Test func aTextIsNoQuestion() throws {
    let run = try TrainingRun(task: "multiple-choice")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    let predicted = try run.program.run(
      ["predict", "run/model.h5", "-", "--quiet"], input: "Anna went to Oslo.\n")
    #expect(predicted.status == 65)
    #expect(
      predicted.faults == [
        "standard input: has no fields: neither JSON, nor tabs, commas or semicolons between columns that "
          + "all its rows have"
      ])
  }

  /// The probabilities of all choices, as transformers computes them with the exported folder alone.
  @Test(.enabled(if: pythonPeer != nil))
  func transformersAnswersTheSame() throws {
    let run = try TrainingRun(task: "multiple-choice", layers: 2)
    // Large weights, so that every word tells; and the padding of the tokenizer, for transformers counts
    // positions past it.
    try run.folder.write(
      "config.json",
      run.text("config.json").replacing("{", with: #"{"initializer_range": 0.3, "#)
        .replacing(#""pad_token_id": 0"#, with: #""pad_token_id": 1"#))
    #expect(try run.train("run", "--quiet").status == 0)
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    let predicted = try run.program.run(["predict", "run/model.h5", Self.test, "--quiet"])
    try run.folder.write("answers.jsonl", predicted.output)
    let result = try Python.run(
      """
      import json, sys, torch, transformers
      folder, answers = sys.argv[1:]
      model, info = transformers.LukeForMultipleChoice.from_pretrained(folder, output_loading_info=True)
      assert not info["missing_keys"] and not info["unexpected_keys"], info
      tokenizer = transformers.RobertaTokenizerFast.from_pretrained(folder)
      model.eval()
      worst = count = 0
      spread = []
      for line in open(answers, encoding="utf-8"):
          record = json.loads(line)
          choices = record["choices"]
          inputs = tokenizer([record["context"]] * len(choices), [record["question"] + " " + c["text"] for c in choices],
                             truncation=True, max_length=64, padding=True, return_tensors="pt")
          inputs = {name: value[None] for name, value in inputs.items() if name != "token_type_ids"}
          with torch.no_grad():
              logits = model(**inputs).logits[0]
          expected = torch.log_softmax(logits, 0)
          found = torch.tensor([c["score"] for c in choices]).log()
          worst = max(worst, (expected - found).abs().max().item())
          spread.append((expected.max() - expected.min()).item())
          assert int(logits.argmax()) == record["index"] or (logits.max() - logits[record["index"]]) < 1e-5
          count += 1
      assert sum(spread) / count > 0.02, "the choices are all alike"
      print(count, "same" if worst < 1e-5 else worst)
      """, [run.folder.path + "/exported", run.folder.path + "/answers.jsonl"])
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.hasSuffix("120 same\n"), "\(result.output)")
  }
}
