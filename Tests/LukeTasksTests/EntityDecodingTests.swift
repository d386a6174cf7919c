import Foundation
import LukeData
import LukeTasks
import LukeText
import Testing

@Suite struct EntityDecodingTests {
  private let labels = LabelSet(none: "O", others: ["A", "B"])

  private func decode(
    _ text: String, _ rows: [[Float]], overlaps: EntityOverlaps = .none
  ) throws -> [[PredictedEntity]] {
    let corpus = try EntityDataReader.read(bytes: Array(text.utf8), name: "sample")
    let features = EntitySpanFeatureBuilder(
      settings: NamedEntityRecognitionSettings(maximumEntityLength: 2), encoder: toyEncoder,
      labels: labels, maskEntityID: 2
    ).features(of: corpus).features
    var decoder = EntitySpanDecoder(
      labels: labels, sentenceCount: corpus.sentences.count, overlaps: overlaps)
    var row = 0
    for feature in features {
      let logits = rows[row..<row + feature.candidateCount].flatMap { $0 }
      decoder.add(feature, logits: logits)
      row += feature.candidateCount
    }
    return decoder.entities()
  }

  /// Candidates of three words: 0, 0–1, 0–2, 1, 1–2, 2.
  @Test func theBestSpanKeepsItsWords() throws {
    let none: [Float] = [9, 0, 0]
    let found = try decode(
      "x O\ny O\nz O\n", [[0, 2, 1], none, none, none, [0, 1, 3], [0, 2.5, 0]])
    #expect(found[0].map { "\($0.label):\($0.words)" } == ["A:0..<1", "B:1..<3"])
    #expect(found[0].map(\.logit) == [2, 3])
    #expect(abs(found[0][1].score - 0.8438) < 1e-4)
  }

  @Test func ofEqualSpansTheFirstThenTheShortestWins() throws {
    let same: [Float] = [0, 1, 0]
    let found = try decode("x O\ny O\nz O\n", [[1, 0, 0], same, same, same, same, same])
    #expect(found[0].map(\.words) == [0..<2, 2..<3])
  }

  /// Of 0–1 (3), 1–2 (2), 1 (1) and 0–2 (0.5): flat the best alone, nested what crosses no better one.
  @Test(arguments: [
    (EntityOverlaps.none, ["A:0..<2"]), (.nested, ["A:0..<3", "A:0..<2", "A:1..<2"]),
    (.any, ["A:0..<3", "A:0..<2", "B:1..<3", "A:1..<2"]),
  ])
  func entitiesMayShareWords(_ overlaps: EntityOverlaps, _ expected: [String]) throws {
    let none: [Float] = [9, 0, 0]
    let found = try decode(
      "x O\ny O\nz O\n",
      [none, [0, 3, 0], [0, 0.5, 0], [0, 1, 0], [0, 0, 2], none], overlaps: overlaps)
    #expect(found[0].map { "\($0.label):\($0.words)" } == expected)
  }

  @Test func noEntityWinsATie() throws {
    #expect(try decode("x O\n", [[1, 1, 1]]) == [[]])
    #expect(try decode("x O\n", [[.nan, .nan, .nan]]) == [[]])
  }

  /// Words without anything to see are no entity, though they stand in one.
  @Test func blankWordsAreNoEntity() throws {
    let words = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n"
    let vocabulary = TaskVocabulary(
      tokenizer: try Tokenizer(files: ["vocab.txt": Data(words.utf8)], origin: "words"),
      maskEntityID: 2, secondMaskEntityID: 3)
    let task = try NamedEntityRecognitionTask(
      NamedEntityRecognitionSettings(), vocabulary, labels: labels)
    func spans(_ best: Float) throws -> [Range<Int>] {
      let text = #"{"tokens": ["", "a", "\u200b"]}"#
      let corpus = try EntityDataReader.read(
        bytes: Array(text.utf8), name: "sample", options: EntityDataOptions(requiresLabels: false))
      let features = task.features(of: corpus).features
      let outputs = features.map { feature in
        (0..<feature.candidateCount).flatMap { index -> [Float] in
          [0, feature.words(ofCandidate: index) == 0..<2 ? best : 3, 0]
        }
      }
      return task.answers(corpus, features, outputs: outputs)[0].map(\.words)
    }
    #expect(try spans(1) == [0..<3])
    #expect(try spans(4) == [0..<2])
  }

  @Test func everyAnnotatedEntityCounts() throws {
    let text = """
      {"text": "Oslofjord x y", "entities": [{"start": 0, "end": 4, "label": "A"}, \
      {"start": 10, "end": 11, "label": "A"}, {"start": 12, "end": 13, "label": "B"}]}
      """
    let corpus = try EntityDataReader.read(bytes: Array(text.utf8), name: "sample")
    func entity(_ words: Range<Int>, _ label: String) -> PredictedEntity {
      PredictedEntity(words: words, label: label, score: 1, logit: 1)
    }
    let scores = EntityScores(
      gold: corpus.sentences,
      predicted: [[entity(0..<1, "B"), entity(1..<2, "A"), entity(2..<3, "A")]])
    #expect(scores.overall == PrecisionRecall(correctCount: 1, predictedCount: 3, goldCount: 3))
    #expect(
      scores.byLabel == [
        "A": PrecisionRecall(correctCount: 1, predictedCount: 2, goldCount: 2),
        "B": PrecisionRecall(correctCount: 0, predictedCount: 1, goldCount: 1),
      ])
    #expect(scores.byLabel["A"]?.f1 == 0.5)
    #expect(scores.byLabel["B"]?.f1 == 0)
    #expect(EntityScores(gold: [], predicted: []).overall.f1 == 0)
  }

  @Test func labelsComeFromTrainingData() throws {
    func corpus(_ text: String) throws -> AnnotatedCorpus {
      try EntityDataReader.read(bytes: Array(text.utf8), name: "sample")
    }
    #expect(
      try LabelSet.entities(in: [corpus("a B-PER\nb B-LOC\nc B-PER\n")]).names == [
        "O", "LOC", "PER",
      ])
    #expect(throws: TaskError.noLabels(file: "sample", what: "entities")) {
      try LabelSet.entities(in: [corpus("a O\n")])
    }
    let error = TaskError.noLabels(file: "sample", what: "entities")
    #expect(error.description == "sample: holds no entities to learn from")
  }
}
