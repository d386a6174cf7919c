import Foundation
import LukeData
import LukeJSON
import LukeTasks
import LukeTestSupport
import LukeText
import Testing

@Suite struct RelationScoreTests {
  @Test func theNegativeLabelIsNoAnswer() {
    let scores = RelationScores(
      gold: ["a", "none", "b", "a", "none"], predicted: ["a", "none", "a", "none", "b"],
      negativeLabel: "none")
    #expect(scores.accuracy == 0.4)
    #expect(scores.micro == PrecisionRecall(correctCount: 1, predictedCount: 3, goldCount: 3))
    #expect(
      scores.byLabel["none"] == PrecisionRecall(correctCount: 1, predictedCount: 2, goldCount: 2))
    #expect(scores.value(of: .microF1) == scores.micro.f1)
    #expect(scores.value(of: .accuracy) == 0.4)
  }

  /// Right relation and wrong direction is a wrong answer for that relation, and of a relation that
  /// is only predicted the mean knows nothing.
  @Test func directionCounts() {
    let scores = RelationScores(
      gold: ["R(e1,e2)", "R(e2,e1)", "S(e1,e2)", "Other"],
      predicted: ["R(e1,e2)", "R(e1,e2)", "Other", "T(e1,e2)"], negativeLabel: "Other")
    #expect(
      scores.byDirectedRelation == [
        "R": PrecisionRecall(correctCount: 1, predictedCount: 2, goldCount: 2),
        "S": PrecisionRecall(correctCount: 0, predictedCount: 0, goldCount: 1),
      ])
    #expect(scores.directedMacroF1 == 0.25)
  }

  @Test func nothingToScoreScoresNothing() {
    let scores = RelationScores(gold: [], predicted: [], negativeLabel: "none")
    #expect(scores.accuracy == 0)
    #expect(scores.micro.f1 == 0)
    #expect(scores.directedMacroF1 == 0)
  }

  /// Answers by a rule, right and wrong, and what SemEval-2010 task 8's own scorer prints for them
  /// (`official_scores` of Scripts/official_digests.py).
  @Test(.enabled(if: sharedData("semeval2010_task8") != nil))
  func scoresAreThoseOfSemEvalsScorer() throws {
    let file = try #require(sharedData("semeval2010_task8/TEST_FILE_FULL.TXT")).path
    let gold = try RelationDataReader.read(file: file).examples.compactMap(\.relation)
    let names = ["Other"] + Set(gold).subtracting(["Other"]).sorted()
    let turned = ["(e1,e2)": "(e2,e1)", "(e2,e1)": "(e1,e2)"]
    let answers = gold.enumerated().map { index, label in
      if index % 3 == 0 { return names[index * 7 % names.count] }
      guard index % 5 == 0, let ending = turned[String(label.suffix(7))] else { return label }
      return label.dropLast(7) + ending
    }
    let scores = RelationScores(gold: gold, predicted: answers, negativeLabel: "Other")
    func expect(_ value: Double, percent: Double) { #expect(abs(100 * value - percent) < 1e-9) }
    expect(scores.directedMacroF1, percent: 53.303022820266)
    expect(scores.directedMacroPrecision, percent: 52.098016338528)
    expect(scores.directedMacroRecall, percent: 54.739781227989)
    expect(scores.micro.f1, percent: 53.864472829617)
    expect(
      try #require(scores.byDirectedRelation["Instrument-Agency"]).f1, percent: 47.159090909091)
    expect(try #require(scores.byLabel["Other"]).f1, percent: 78.527607361963)
    #expect(scores.byDirectedRelation.count == 9)
  }

  /// Random answers and scikit-learn's scores of them (Scripts/make_relation_goldens.py).
  @Test func scoresAreThoseOfScikitLearn() throws {
    let file = packageFolder.appending(path: "Tests/LukeTasksTests/Goldens/relation-scores.json")
    let cases = try #require(try JSONParser.parse(Data(contentsOf: file)).elements)
    #expect(cases.count == 4)
    for golden in cases {
      func texts(_ key: String) -> [String] { golden[key]?.elements?.compactMap(\.string) ?? [] }
      let scores = RelationScores(
        gold: texts("gold"), predicted: texts("answers"), negativeLabel: "no_relation")
      func expect(_ value: Double, _ keys: String...) throws {
        let expected = try #require(keys.reduce(golden as JSONValue?) { $0?[$1] }?.double)
        #expect(abs(value - expected) < 1e-12, "\(keys)")
      }
      try expect(scores.accuracy, "accuracy")
      try expect(scores.macroF1, "macro", "f1")
      try expect(scores.macroPrecision, "macro", "precision")
      try expect(scores.macroRecall, "macro", "recall")
      try expect(scores.micro.f1, "micro", "f1")
      #expect(scores.value(of: .macroF1) == scores.macroF1)
    }
  }

  /// What `predict` writes of texts with pairs: a line for each text, null and the reason for what cannot be
  /// asked.
  @Test func pairsAreWrittenTextByText() throws {
    var options = RelationDataOptions(requiresLabels: false)
    options.asksPairs = true
    let text = #"""
      {"id": "x", "text": "Ada met Bo", "entities": [{"start": 0, "end": 3, "label": "PER"}, {"start": 8, "end": 99}]}
      {"text": "Ada", "entities": []}
      """#
    let corpus = try RelationDataReader.read(
      bytes: Array(text.utf8), name: "sample", options: options)
    let tokenizer = try Tokenizer(
      folder: packageFolder.appending(path: "Datasets/quickstart/tokenizer"))
    let task = try RelationClassificationTask(
      RelationClassificationSettings(),
      TaskVocabulary(
        tokenizer: tokenizer.addingTokens(RelationFeatureBuilder.markers), maskEntityID: 2,
        secondMaskEntityID: 3), labels: LabelSet(["a", "b"]))
    let features = task.features(of: corpus).features
    #expect(features.isEmpty)
    let lines = try task.lines(task.answers(corpus, features, outputs: []), corpus)
    let fault = #"\"entities[1]\": 8 to 99, end excluded, is no span of 10 characters"#
    let ada = #"{"end":3,"label":"PER","start":0,"text":"Ada"}"#
    let end = #""relation":null,"score":null"#
    #expect(
      lines == [
        #"{"id":"x","pairs":[{"head":\#(ada),"reason":"\#(fault)",\#(end),"tail":null},"#
          + #"{"head":null,"reason":"\#(fault)",\#(end),"tail":\#(ada)}],"text":"Ada met Bo"}"#,
        #"{"pairs":[],"text":"Ada"}"#,
      ])
  }

  /// No answer is a wrong one, also where the negative label is right, and none of any relation.
  @Test func noAnswerIsMissed() {
    let scores = RelationScores(
      gold: ["a", "none", "a"], predicted: ["a", nil, nil], negativeLabel: "none")
    #expect(scores.accuracy == 1.0 / 3)
    #expect(scores.micro == PrecisionRecall(correctCount: 1, predictedCount: 1, goldCount: 2))
    #expect(
      scores.byLabel["none"] == PrecisionRecall(correctCount: 0, predictedCount: 0, goldCount: 1))
  }

  @Test func examplesWithoutFeatureHaveNoAnswerButAReason() {
    var decoder = RelationDecoder(labels: LabelSet(["a", "b"]), exampleCount: 2)
    let feature = RelationFeature(example: .init(wordIDs: []), label: 0, index: 1)
    decoder.add(feature, logits: [0, 2])
    let answers = decoder.relations { "example \($0) is too long" }
    #expect(answers[0] == PredictedRelation(noneBecause: "example 0 is too long"))
    #expect(answers[0].label == nil && answers[0].score == nil)
    #expect(answers[1].label == "b" && answers[1].reason == nil)
    #expect(abs((answers[1].score ?? 0) - 0.8808) < 1e-4)
  }
}
