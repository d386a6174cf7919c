import EndToEndSupport
import Foundation
import LukeJSON
import LukeTasks
import LukeTestSupport
import LukeTraining
import Testing

/// Cloze question answering, from the recipe to the exported model.
@Suite struct ClozeQuestionAnsweringTests {
  private static let test = packageFolder.appending(path: "Datasets/quickstart-cloze/test.jsonl")
    .path

  private func lines(_ text: String) throws -> [JSONValue] {
    try text.split(separator: "\n").map { try JSONParser.parse(Array($0.utf8)) }
  }

  @Test func fromRecipeToExport() throws {
    let run = try TrainingRun(task: "cloze-question-answering")
    let trained = try run.train("run")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(
      trained.errors.contains(
        "validation.jsonl: 60 passages, 120 questions, 180 candidates; ReCoRD as SuperGLUE has it, UTF-8"
      ))
    #expect(!trained.errors.contains("labels:"))

    let arguments = [Self.test, "--json", "--quiet"]
    let evaluated = try run.program.run(["evaluate", "run/model.h5"] + arguments)
    #expect(evaluated.status == 0, "\(evaluated.errors)")
    let scores = try #require(try lines(evaluated.output).first)
    let logged = try lines(run.text("run/metrics.jsonl")).last { $0["split"]?.string == "test" }
    for name in ["exact_match", "f1", "chance_exact_match"] {
      #expect(scores[name]?.double != nil && scores[name] == logged?[name], "\(name)")
    }

    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    #expect(try run.program.run(["import", "exported", "imported.h5"]).status == 0)
    for model in ["exported", "imported.h5"] {
      #expect(try run.program.run(["evaluate", model] + arguments).output == evaluated.output)
    }
    let inspected = try run.program.run(["inspect", "run/model.h5"])
    #expect(inspected.output.hasPrefix("run/model.h5: LukeForEntitySpanQA\n"))

    // Without answers, and as ReCoRD's authors write it, the same candidates are taken.
    let predicted = try run.program.run(["predict", "run/model.h5", Self.test, "--quiet"])
    let unlabelled = try String(contentsOfFile: Self.test, encoding: .utf8)
      .replacing(#/, "answers": \[[^\]]*\]/#, with: "")
    let whole = unlabelled.split(separator: "\n").joined(separator: ",\n")
    for input in [unlabelled, "{\"version\": \"1.0\", \"data\": [\n\(whole)]}\n"] {
      #expect(
        try run.program.run(["predict", "run/model.h5", "-", "--quiet"], input: input).output
          == predicted.output)
    }
    try checkAnswers(try lines(predicted.output), exactMatch: scores["exact_match"]?.double)
  }

  /// What is predicted stands at its span, and is right as often as the score says.
  private func checkAnswers(_ predicted: [JSONValue], exactMatch: Double?) throws {
    let passages = try lines(String(contentsOfFile: Self.test, encoding: .utf8))
    var right = 0
    let questions = passages.flatMap { passage in
      (passage["qas"]?.elements ?? []).map { (passage: passage, question: $0) }
    }
    #expect(predicted.count == 120 && questions.count == 120)
    for (line, (passage, question)) in zip(predicted, questions) {
      #expect(line["query"] == question["query"] && line["id"] == question["idx"])
      let text = Array(try #require(passage["passage"]?["text"]?.string).unicodeScalars)
      let (start, end) = try (#require(line["start"]?.integer), #require(line["end"]?.integer))
      #expect(String(String.UnicodeScalarView(text[start..<end])) == line["answer"]?.string)
      let answers = (question["answers"]?.elements ?? []).map { $0["text"] }
      if answers.contains(line["answer"]) { right += 1 }
    }
    #expect(try abs(Double(right) / 120 - #require(exactMatch)) < 1e-12)
  }

  @Test func aProgramAsksForCandidates() throws {
    let run = try TrainingRun(task: "cloze-question-answering")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    let predictor = try Predictor(run.folder.path + "/run/model.h5")
    #expect(predictor.kind == "cloze-question-answering")
    let passage = ClozePassage(
      text: "Anna met Berit.", candidates: [0..<4, 9..<14],
      questions: [ClozeQuestion(query: "@placeholder left."), ClozeQuestion(query: "Nobody.")],
      location: .init(file: "text", line: 1))
    let answers = try predictor.answers(
      of: ClozeQuestionAnsweringTask.self, to: ClozeCorpus([passage]))
    #expect(["Anna", "Berit"].contains(answers[0][0].text))
    #expect(answers[0][1].reason == "the query has no @placeholder")
  }

  @Test(arguments: [
    (
      "Anna went to Oslo.\n",
      "has no fields: neither JSON, nor tabs, commas or semicolons between columns that all its rows have"
    ),
    ("{\"passage\": {\"text\": \"a\"}, \"qas\": []}\n", ""),
  ])
  func whatIsNoClozeQuestion(input: String, fault: String) throws {
    let run = try TrainingRun(task: "cloze-question-answering")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    let predicted = try run.program.run(["predict", "run/model.h5", "-", "--quiet"], input: input)
    #expect(predicted.status == 65)
    #expect(
      predicted.faults == [
        fault.isEmpty
          ? "standard input:1: key \"passage.entities\" is missing" : "standard input: \(fault)"
      ])
  }

  @Test func aQueryMustLeaveRoom() throws {
    let run = try TrainingRun(task: "cloze-question-answering")
    let result = try run.train("run", "--set", "task.max_query_length=58")
    #expect(result.status != 0)
    #expect(
      result.faults.contains {
        $0.contains("max_query_length 58 leaves no room for a passage in max_length 64")
      }, "\(result.errors)")
  }

  /// The scores of all candidates, as the official head on transformers' encoder computes them with the exported
  /// folder alone.
  @Test(.enabled(if: pythonPeer != nil))
  func transformersScoresTheSame() throws {
    let run = try TrainingRun(task: "cloze-question-answering", layers: 2)
    // Large weights, so that every word tells.
    try run.folder.write(
      "config.json",
      run.text("config.json").replacing("{", with: #"{"initializer_range": 0.3, "#)
        .replacing(#""pad_token_id": 0"#, with: #""pad_token_id": 1"#))
    #expect(
      try run.train("run", "--quiet", "--set", "task.max_length=64", "--set", "task.doc_stride=8")
        .status == 0)
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    let input = """
      {"passage": {"text": "Anna met Berit and Cato", "entities": [{"start": 0, "end": 3}, {"start": 9, "end": 13}, {"start": 19, "end": 22}]}, "qas": [{"query": "@placeholder left", "idx": 0}, {"query": "Who saw @placeholder?", "idx": 1}, {"query": "In Oslo @placeholder sang a song", "idx": 2}]}
      """
    let predicted = try run.program.run(["predict", "run/model.h5", "-", "--quiet"], input: input)
    try run.folder.write("answers.jsonl", predicted.output)
    let result = try Python.run(
      """
      import json, sys, torch, transformers
      from safetensors.torch import load_file
      folder, answers = sys.argv[1:]
      class LukeForEntitySpanQA(transformers.LukePreTrainedModel):
          def __init__(self, config):
              super().__init__(config)
              self.luke = transformers.LukeModel(config)
              self.scorer = torch.nn.Linear(2 * config.hidden_size, 1)
              self.post_init()
      model, info = LukeForEntitySpanQA.from_pretrained(folder, output_loading_info=True)
      assert not [k for k in info["missing_keys"] if "pooler" not in k] and not info["unexpected_keys"], info
      model.eval()
      tokenizer = transformers.RobertaTokenizerFast.from_pretrained(folder)
      pieces = tokenizer.tokenize
      passage, spans = [], []
      for text, name in [("", " Anna"), (" met", " Berit"), (" and", " Cato")]:
          passage += pieces(text) if text else []
          start = len(passage)
          passage += ["[ENTITY]"] + pieces(name) + ["[ENTITY]"]
          spans.append((start, len(passage)))
      worst = 0
      for line in open(answers, encoding="utf-8"):
          record = json.loads(line)
          before, after = record["query"].split("@placeholder")
          query = (pieces(" " + before.rstrip()) if before.strip() else []) + ["[PLACEHOLDER]"]
          gap = len(query)
          query += pieces(after)
          tokens = ["<s>"] + query + ["</s>", "</s>"] + passage + ["</s>"]
          offset = len(query) + 3
          places = [[gap]] + [list(range(a + offset, b + offset)) for a, b in spans]
          width = max(map(len, places))
          states = model.luke(
              input_ids=torch.tensor([tokenizer.convert_tokens_to_ids(tokens)]),
              entity_ids=torch.tensor([[2] * len(places)]), entity_attention_mask=torch.ones(1, len(places)).long(),
              entity_position_ids=torch.tensor([[p + [-1] * (width - len(p)) for p in places]])).entity_last_hidden_state[0]
          logits = model.scorer(torch.cat([states[:1].expand(3, -1), states[1:]], 1))[:, 0]
          best = int(logits.argmax())
          assert record["answer"] == ["Anna", "Berit", "Cato"][best], (record, logits)
          worst = max(worst, abs(torch.sigmoid(logits[best]).item() - record["score"]))
      print("same" if worst < 1e-5 else worst)
      """, [run.folder.path + "/exported", run.folder.path + "/answers.jsonl"])
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.hasSuffix("same\n"), "\(result.output)")
  }
}
