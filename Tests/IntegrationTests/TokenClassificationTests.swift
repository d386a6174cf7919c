import EndToEndSupport
import Foundation
import LukeTestSupport
import LukeTraining
import Testing

/// Token classification from a recipe to answers.
@Suite struct TokenClassificationTests {
  private let test = packageFolder.appending(path: "Datasets/quickstart/test.conll").path

  @Test func entitiesFromRecipeToExport() throws {
    let run = try TrainingRun(task: "token-classification")
    let trained = try run.train("run", "--set", "training.steps=100")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(trained.errors.contains("labels: O, B-LOC, B-ORG, B-PER, B-PRODUCT, I-LOC, I-ORG"))
    let evaluated = try run.program.run(["evaluate", "run/model.h5", test, "--json", "--quiet"])
    let scores = try JSONDecoder().decode([String: Double].self, from: Data(evaluated.output.utf8))
    for name in ["f1", "precision", "recall", "accuracy", "PER/f1"] {
      #expect(scores[name] != nil, "\(name)")
    }
    #expect(scores["accuracy"] ?? 0 > 0.7)
    let predicted = try run.program.run(["predict", "run/model.h5", test, "--quiet"])
    let answered = try jsonObjects(predicted.output)
    #expect(answered.count == 500)
    var wordCount = 0
    for answer in answered {
      let scalars = Array(try #require(answer["text"] as? String).unicodeScalars)
      let words = try #require(answer["words"] as? [[String: Any]])
      wordCount += words.count
      for part in words + (try #require(answer["entities"] as? [[String: Any]])) {
        let (start, end) = (part["start"] as? Int ?? -1, part["end"] as? Int ?? -1)
        #expect(part["text"] as? String == String(String.UnicodeScalarView(scalars[start..<end])))
        #expect((0...1).contains(part["score"] as? Double ?? -1))
      }
    }
    let first = try #require(answered[0]["words"] as? [[String: Any]])
    let tagged = try Predictor(run.folder.path + "/run/model.h5").tags(
      ofWords: [first.compactMap { $0["text"] as? String }])
    #expect(tagged[0].tags.map(\.name) == first.compactMap { $0["tag"] as? String })
    let lines = try String(contentsOfFile: test, encoding: .utf8).split(separator: "\n")
    #expect(wordCount == lines.count { !$0.hasPrefix("-DOCSTART-") })
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    #expect(
      try run.program.run(["predict", "exported", test, "--quiet"]).output == predicted.output)
  }

  @Test(.enabled(if: pythonPeer != nil)) func transformersAnswersTheSame() throws {
    let run = try TrainingRun(task: "token-classification")
    // The configuration of the tests' small model pads with the token that begins a text.
    let configuration = packageFolder.appending(path: "Datasets/quickstart/config.json").path
    let trained = try run.train("run", "--quiet", "--set", "model.from=\(configuration)")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    let output = ["--quiet", "--output", "predicted.jsonl"]
    #expect(try run.program.run(["predict", "exported", test] + output).status == 0)
    let script = packageFolder.appending(path: "Tests/Scripts/compare_export.py").path
    let compared = try run.program.shell(
      "'\(pythonPeer?.path ?? "")' '\(script)' tokens exported '\(test)' predicted.jsonl")
    #expect(compared.output == "0 of 500 differ (5425 words)\n", "\(compared.errors)")
    #expect(compared.status == 0)
  }

  /// Parts of speech, which mark no entities.
  @Test func tagsOfAnythingAreLearned() throws {
    let run = try TrainingRun(task: "token-classification")
    let sentence = "the DET\ndog NOUN\nran VERB\n. PUNCT\n\nan DET\nox NOUN\n! PUNCT\n\n"
    try run.folder.write("pos.conll", String(repeating: sentence, count: 20))
    let trained = try run.train(
      "run", "--set", "data.train=pos.conll", "--set", "data.validation=pos.conll", "--set",
      "data.test=null", "--set", "training.steps=60", "--set", "task.metric=f1")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(trained.errors.contains("labels: DET, NOUN, PUNCT, VERB"))
    #expect(
      trained.errors.contains(
        "pos.conll: the tags mark no entities and are taken as they are, one for each word"))
    #expect(
      trained.errors.contains(
        "the tags mark no entities, so accuracy decides in place of f1 (task.metric)"))
    let scores = try run.program.run(["evaluate", "run/model.h5", "pos.conll", "--json", "--quiet"])
    #expect(scores.output.contains("\"accuracy\":1"), "\(scores.output)")
    #expect(scores.output.contains("\"NOUN/f1\":1"))
    let predicted = try run.program.run(
      ["predict", "run/model.h5", "--quiet"], input: "the ox ran.\n")
    let object = try #require(try jsonObjects(predicted.output).first)
    #expect(
      (object["words"] as? [[String: Any]])?.map { $0["tag"] as? String } == [
        "DET", "NOUN", "VERB", "PUNCT",
      ])
    #expect(object["entities"] == nil)
  }

  /// Long sentences are cut between words, and every word has its answer.
  @Test func longSentencesAreAnsweredWhole() throws {
    let run = try TrainingRun(task: "token-classification")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=2").status == 0)
    let words = (0..<300).map { "word\($0)" }
    let predicted = try run.program.run(
      ["predict", "run/model.h5"], input: words.joined(separator: " ") + "\n")
    let found = try #require(try jsonObjects(predicted.output).first?["words"] as? [[String: Any]])
    #expect(found.map { $0["text"] as? String } == words)
    #expect(found.allSatisfy { ($0["tag"] as? String)?.isEmpty == false })
    #expect(
      predicted.errors.contains("1 sentence is longer than task.max_length, 64, and read in "))
  }
}
