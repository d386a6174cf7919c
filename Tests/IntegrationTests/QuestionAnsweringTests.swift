import EndToEndSupport
import Foundation
import LukeTestSupport
import LukeTraining
import Testing

/// Extractive question answering, from the recipe to what transformers makes of the exported model.
@Suite struct QuestionAnsweringTests {
  private static let task = "extractive-question-answering"
  private static let test = packageFolder.appending(path: "Datasets/quickstart-questions/test.json")
    .path

  @Test func fromRecipeToExport() throws {
    let run = try TrainingRun(task: Self.task)
    let trained = try run.train("run")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(
      trained.errors.contains(
        "validation.json: 160 questions about 40 texts, 40 without an answer; SQuAD's JSON, UTF-8"))
    #expect(!trained.errors.contains("labels:"))

    let arguments = [Self.test, "--json", "--quiet"]
    let evaluated = try run.program.run(["evaluate", "run/model.h5"] + arguments)
    #expect(evaluated.status == 0, "\(evaluated.errors)")
    let scores = try jsonObject(evaluated.output)
    let exact = try #require(scores["exact_match"] as? Double)
    #expect(scores["best_f1_threshold"] is Double)
    let logged = try run.text("run/metrics.jsonl").split(separator: "\n").last {
      $0.contains("\"test\"")
    }
    #expect(try jsonObject(#require(logged))["exact_match"] as? Double == exact)

    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    // A threshold is a number of its own scale, and no share.
    let threshold = try #require(scores["best_f1_threshold"] as? Double)
    let cell = String(format: "%.4f", threshold).replacing("-0.0000", with: "0.0000")
    let card = try run.text("exported/README.md").replacing("\\", with: "").split(separator: "\n")
    let row = try #require(card.first { $0.hasPrefix("| best_f1_threshold |") })
    #expect(row.hasSuffix("| \(cell) |"), "\(row)")
    let page = try run.text("run/report.html")
    #expect(page.contains("<td>best_f1_threshold</td><td>\(cell)</td>"), "\(cell)")
    let compared = try run.program.run(["compare", "run", "run"]).output
    #expect(
      compared.split(separator: "\n").contains {
        $0.hasPrefix("test best_f1_threshold ") && $0.hasSuffix("  \(cell)")
      }, "\(compared)")
    #expect(try run.program.run(["import", "exported", "imported.h5"]).status == 0)
    for model in ["exported", "imported.h5"] {
      #expect(try run.program.run(["evaluate", model] + arguments).output == evaluated.output)
    }
    let inspected = try run.program.run(["inspect", "run/model.h5"])
    #expect(inspected.output.hasPrefix("run/model.h5: LukeForQuestionAnswering\n"))

    // Without answers the same is answered; what is answered is part of the context.
    let predicted = try run.program.run(["predict", "run/model.h5", Self.test, "--quiet"])
    let unlabelled = try String(contentsOfFile: Self.test, encoding: .utf8)
      .replacing(#/, "answers": \[[^\]]*\], "is_impossible": (true|false)/#, with: "")
    #expect(!unlabelled.contains("answers"))
    #expect(
      try run.program.run(["predict", "run/model.h5", "-", "--quiet"], input: unlabelled).output
        == predicted.output)
    let lines = try jsonObjects(predicted.output)
    #expect(lines.count == 240)
    for line in lines {
      guard let answer = line["answer"] as? String else {
        #expect(line["start"] is NSNull && line["end"] is NSNull && line["score"] is NSNull)
        #expect((line["reason"] as? String)?.hasPrefix("no answer: ") == true)
        continue
      }
      let scalars = Array(try #require(line["context"] as? String).unicodeScalars)
      let (start, end) = (line["start"] as? Int ?? 0, line["end"] as? Int ?? 0)
      #expect(String(String.UnicodeScalarView(scalars[start..<end])) == answer)
      #expect(line["reason"] == nil)
    }
    // What is answered is data.
    try run.folder.write("answers.jsonl", predicted.output)
    let again = try run.program.run([
      "evaluate", "run/model.h5", "answers.jsonl", "--json", "--quiet",
    ])
    #expect(try jsonObject(again.output)["exact_match"] as? Double == 1)
    #expect(try jsonObject(again.output)["f1"] as? Double == 1)
  }

  @Test func optionsOfAnswers() throws {
    let run = try TrainingRun(task: Self.task)
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    func predict(_ arguments: String...) throws -> [[String: Any]] {
      try jsonObjects(
        run.program.run(["predict", "run/model.h5", Self.test, "--quiet"] + arguments).output)
    }
    let always = try predict("--set", "task.unanswerable=false", "--set", "task.candidates=3")
    #expect(always.allSatisfy { $0["answer"] is String && $0["no_answer_score"] == nil })
    for line in always {
      let candidates = try #require(line["candidates"] as? [[String: Any]])
      #expect(candidates.count == 3)
      #expect(candidates[0]["text"] as? String == line["answer"] as? String)
      #expect(candidates[0]["score"] as? Double == line["score"] as? Double)
    }
    let never = try predict("--set", "task.no_answer_threshold=-1000")
    #expect(never.allSatisfy { $0["answer"] is NSNull && $0["no_answer_score"] is Double })

    let predictor = try Predictor(
      run.folder.path + "/run/model.h5",
      overrides: [#require(RecipeOverride("task.unanswerable=false"))])
    #expect(predictor.kind == Self.task)
    let answer = try predictor.answer(
      to: #require(always[0]["question"] as? String),
      in: #require(always[0]["context"] as? String))
    #expect(answer.answer?.text == always[0]["answer"] as? String)
    #expect(answer.answer?.span.lowerBound == always[0]["start"] as? Int)
    #expect(try predictor.answer(to: "Who?", in: " ").reason == "not asked: the context is blank")
  }

  @Test func questionsThatCannotBeAskedAreNull() throws {
    let run = try TrainingRun(task: Self.task)
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    let predicted = try run.program.run(
      ["predict", "run/model.h5", "-", "--quiet", "--set", "task.unanswerable=false"],
      input: #"{"id": 7, "context": "Ada left.", "question": "Who?"}"# + "\n"
        + #"{"id": 8, "context": " ", "question": "Who?"}"# + "\n")
    let lines = try jsonObjects(predicted.output)
    #expect(lines.map { $0["id"] as? Int } == [7, 8])
    #expect(lines[0]["answer"] is String)
    #expect(lines[1]["answer"] is NSNull)
    #expect(lines[1]["reason"] as? String == "not asked: the context is blank")

    let text = try run.program.run(
      ["predict", "run/model.h5", "-", "--quiet"], input: "Anna went to Oslo.\n")
    #expect(text.status == 65)
    #expect(
      text.faults == [
        "standard input: is no JSON; extractive-question-answering reads SQuAD's JSON, or {\"context\", "
          + "\"question\", \"answers\": {\"text\": [...], \"answer_start\": [...]}}, one object a line"
      ])
  }

  /// What does not go together with the data is told before training.
  @Test func questionsWithoutAnswersAreTold() throws {
    let run = try TrainingRun(task: Self.task)
    let trained = try run.train(
      "run", "--set", "training.steps=1", "--set", "task.unanswerable=false")
    #expect(
      trained.errors.contains(
        "40 questions have no answer, but one is always given; task.unanswerable true gives none where that is "
          + "likelier"))
  }

  /// Starts and ends of all answers, as transformers computes them with the exported folder alone.
  @Test(.enabled(if: pythonPeer != nil))
  func transformersAnswersTheSame() throws {
    let run = try TrainingRun(task: Self.task, layers: 2)
    // Large weights, so that every word tells; and the padding of the tokenizer, for transformers counts
    // positions past it.
    try run.folder.write(
      "config.json",
      run.text("config.json").replacing("{", with: #"{"initializer_range": 0.3, "#)
        .replacing(#""pad_token_id": 0"#, with: #""pad_token_id": 1"#))
    #expect(try run.train("run", "--quiet").status == 0)
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    let predicted = try run.program.run([
      "predict", "run/model.h5", Self.test, "--quiet", "--set", "task.candidates=20",
    ])
    try run.folder.write("answers.jsonl", predicted.output)
    let result = try Python.run(
      """
      import json, sys, numpy, torch, transformers
      folder, answers = sys.argv[1:]
      model, info = transformers.LukeForQuestionAnswering.from_pretrained(folder, output_loading_info=True)
      assert not info["missing_keys"] and not info["unexpected_keys"], info
      tokenizer = transformers.RobertaTokenizerFast.from_pretrained(folder)
      model.eval()
      worst = count = none = windows = 0
      for line in open(answers, encoding="utf-8"):
          record = json.loads(line)
          inputs = tokenizer(record["question"], record["context"], truncation="only_second", max_length=64, stride=16,
                             return_overflowing_tokens=True, return_offsets_mapping=True)
          null, found = None, []
          for number, ids in enumerate(inputs["input_ids"]):
              windows += 1
              with torch.no_grad():
                  output = model(input_ids=torch.tensor([ids]))
              starts, ends = output.start_logits[0].numpy(), output.end_logits[0].numpy()
              score = starts[0] + ends[0]
              null = score if null is None else min(null, score)
              parts = inputs.sequence_ids(number)
              for start in numpy.argsort(-starts, kind="stable")[:20]:
                  for end in numpy.argsort(-ends, kind="stable")[:20]:
                      if parts[start] == parts[end] == 1 and 0 <= end - start < 30:
                          first = inputs["offset_mapping"][number][start][0]
                          last = inputs["offset_mapping"][number][end][1]
                          if first < last:
                              found.append((float(starts[start] + ends[end]), first, last))
          found = sorted(found, key=lambda span: -span[0])[:20]
          kept = [score for score, _, _ in found[:19 if null > found[-1][0] or len(found) < 20 else 20]] + [float(null)]
          parts = torch.softmax(torch.tensor(kept), 0)
          worst = max(worst, abs(parts[-1].item() - record["no_answer_score"]))
          for span, part, candidate in zip(found, parts, record["candidates"]):
              worst = max(worst, abs(part.item() - candidate["score"]))
          if null - found[0][0] > 1e-4:
              assert record["answer"] is None, record
              none += 1
          elif null - found[0][0] < -1e-4 and found[0][0] - found[1][0] > 1e-4:
              assert (record["start"], record["end"]) == found[0][1:], (record, found[:2])
          count += 1
      assert windows > count and 0 < none < count, (windows, none)
      print(count, "same" if worst < 1e-4 else worst)
      """, [run.folder.path + "/exported", run.folder.path + "/answers.jsonl"])
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.hasSuffix("240 same\n"), "\(result.output)")
  }
}
