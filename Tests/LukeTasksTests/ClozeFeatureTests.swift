import Foundation
import LukeData
import LukeJSON
import LukeModel
import LukeTasks
import LukeTestSupport
import LukeText
import Testing

/// Cloze questions as LUKE's official code has them; see Scripts/make_cloze_goldens.py.
@Suite struct ClozeFeatureTests {
  private static let goldens = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Goldens/clozes.json")
  private static let datasets = packageFolder.appending(path: "Datasets")

  private static func tokenizer(_ name: String) throws -> Tokenizer {
    try goldenTokenizer(name).addingTokens(ClozeFeatureBuilder.markers)
  }

  private func settings(
    _ length: Int = 512, _ query: Int = 90, _ stride: Int = 128, _ mention: Int = 30
  ) -> ClozeQuestionAnsweringSettings {
    var settings = ClozeQuestionAnsweringSettings()
    (settings.maximumLength, settings.maximumQueryLength) = (length, query)
    (settings.documentStride, settings.maximumMentionLength) = (stride, mention)
    return settings
  }

  private func corpus(_ text: String, _ candidates: [Range<Int>], _ query: String) -> ClozeCorpus {
    ClozeCorpus([
      ClozePassage(
        text: text, candidates: candidates,
        questions: [
          ClozeQuestion(
            query: query, answers: candidates.last.map { [.init(text: "an answer", span: $0)] })
        ], location: SourceLocation(file: "sample", line: 4))
    ])
  }

  private func features(
    _ corpus: ClozeCorpus, _ settings: ClozeQuestionAnsweringSettings
  ) throws -> TaskFeatures<ClozeFeature> {
    try ClozeFeatureBuilder(settings, Self.tokenizer("quickstart"), maskEntityID: 2)
      .features(of: corpus)
  }

  // MARK: The official code

  private func integers(_ value: JSONValue?) -> [Int32] {
    (value?.elements ?? []).compactMap { $0.integer.map(Int32.init) }
  }

  @Test func everyQuestionIsTheOfficialCodes() throws {
    let cases = try #require(JSONParser.parse(Data(contentsOf: Self.goldens)).elements)
    #expect(cases.count == 52)
    for golden in cases {
      let name = try #require(golden["tokenizer"]?.string)
      let numbers = integers(golden["settings"]).map(Int.init)
      let record = try #require(golden["record"])
      let corpus = try ClozeDataReader.read(
        SourceText(bytes: Array(record.compactText.utf8), file: "sample"))
      let builder = try ClozeFeatureBuilder(
        settings(numbers[0], numbers[1], numbers[2], numbers[3]), Self.tokenizer(name),
        maskEntityID: 2)
      let found = builder.features(of: corpus).features
      let expected = golden["features"]?.elements ?? []
      #expect(found.count == expected.count, "\(golden.compactText)")
      for (feature, golden) in zip(found, expected) {
        let example = feature.example
        let types = integers(golden["types"])
        #expect(example.wordIDs == integers(golden["words"]))
        #expect((example.wordTypeIDs ?? types.map { _ in 0 }) == types)
        #expect(
          example.entityPositions == (golden["positions"]?.elements ?? []).map { integers($0) })
        #expect(feature.labels == integers(golden["labels"]))
        #expect(example.entityIDs == [2] + feature.labels.map { _ in 2 })
        let last = types.last ?? 0
        #expect(
          (example.entityTypeIDs ?? example.entityIDs.map { _ in 0 })
            == [0] + feature.labels.map { _ in last })
      }
    }
  }

  private func digest(_ features: [ClozeFeature]) -> UInt64 {
    var digest = Digest()
    for feature in features {
      digest.add(feature.example.wordIDs)
      for positions in feature.example.entityPositions { digest.add(positions) }
      digest.add(feature.labels)
    }
    return digest.value
  }

  /// Digests that the script writes.
  @Test(arguments: ["train", "validation", "test"])
  func everyQuestionOfTheSample(split: String) throws {
    let file = Self.goldens.deletingLastPathComponent().appending(path: "cloze-digests.json")
    let golden = try #require(JSONParser.parse(Data(contentsOf: file))[split]?.elements)
    let path = Self.datasets.appending(path: "quickstart-cloze/\(split).jsonl").path
    let found = try features(
      ClozeDataReader.read(SourceText(file: path)), settings(160, 48, 64, 5)
    ).features
    #expect(found.count == golden[0].integer)
    #expect(String(digest(found)) == golden[1].string)
  }

  // MARK: What is said

  @Test func whatIsReadOtherwiseIsTold() throws {
    let text = "Anna met Berit.\n@highlight\nBerit left"
    let repeated = corpus(text, [0..<4, 9..<14, 27..<32], "@placeholder left.")
    let told = try features(repeated, settings())
    #expect(
      told.notes == [
        "passages: 1 passage has @highlight in text that goes on from a candidate, and that text twice, as the "
          + "official code reads it; task.repeat_highlights false reads it once"
      ])
    var once = settings()
    once.repeatsHighlights = false
    let plain = try features(repeated, once)
    #expect(plain.notes == [])
    #expect(plain.features[0].example.wordIDs.count < told.features[0].example.wordIDs.count)

    let long = corpus(
      "Anna met Berit Holt the Elder", [0..<4, 9..<29], "one two three @placeholder four")
    #expect(
      try features(long, settings(512, 3, 128, 3)).notes == [
        "passages: 1 query is longer than task.max_query_length, 3, and lost words",
        "passages: 2 candidates have more subwords than task.max_mention_length, 3, of which the first 3 give "
          + "the entity's position",
      ])
  }

  /// A gap that would be cut off is kept.
  @Test func theGapIsNeverCutOff() throws {
    let tokenizer = try Self.tokenizer("quickstart")
    let gap = try #require(tokenizer.id(token: "[PLACEHOLDER]"))
    let corpus = corpus(
      "Anna left", [0..<4], "one two three four five six @placeholder seven eight")
    for limit in [1, 2, 5, 90] {
      let example = try #require(features(corpus, settings(512, limit)).features.first).example
      let place = Int(example.entityPositions[0][0])
      #expect(example.entityPositions[0].count == 1)
      #expect(example.wordIDs[place] == gap)
      #expect(place <= limit)
    }
  }

  @Test(arguments: [
    ("Anna left", [0..<4], "Nobody left.", "the query has no @placeholder"),
    (
      "Anna left", [0..<4], "@placeholder, said @placeholder",
      "the query has @placeholder 2 times, and 1 gap can be filled"
    ),
    (
      "Nobody left", [], "@placeholder left.",
      "the passage has no entities, which are its candidates"
    ),
    (
      "Anna Maria Magdalena Berit Holt left", [0..<31], "@placeholder left.",
      "no candidate fits into task.max_length, 16, beside the query"
    ),
  ])
  func whatCannotBeAsked(
    text: String, candidates: [Range<Int>], query: String, reason: String
  ) throws {
    let corpus = corpus(text, candidates, query)
    let task = try ClozeQuestionAnsweringTask(
      settings(16, 8),
      TaskVocabulary(
        tokenizer: Self.tokenizer("quickstart"), maskEntityID: 2, secondMaskEntityID: 3),
      labels: LabelSet([]))
    let found = task.features(of: corpus)
    #expect(found.features.isEmpty)
    #expect(
      found.notes.last
        == "passages: 1 question cannot be asked: not trained on, answered with null and the reason, missed in "
        + "scores")
    #expect(
      found.unreachable.map(\.description)
        == (candidates.isEmpty ? [] : ["sample:4: an answer \"\(query)\": \(reason)"]))
    let answers = task.answers(corpus, [], outputs: [])
    #expect(answers[0][0].reason == reason)
    #expect(
      try task.lines(answers, corpus) == [
        #"{"answer":null,"end":null,"query":"\#(query)","reason":"\#(reason)","score":null,"start":null}"#
      ])
  }

  @Test func answersThatNoCandidateIsAreReported() throws {
    var corpus = corpus("Anna met Berit", [0..<4], "@placeholder left.")
    corpus.passages[0].questions[0].answers = [.init(text: "Berit", span: 9..<14)]
    let found = try features(corpus, settings())
    #expect(found.features.map(\.labels) == [[0]])
    #expect(
      found.unreachable.map(\.description) == [
        "sample:4: Berit \"@placeholder left.\": no entity of the passage has the span of an answer"
      ])
  }

  @Test func candidatesThatNoPartHoldsAreTold() throws {
    // A stride as long as the room: whatever stands on an edge is in no part.
    let text = "Anna " + String(repeating: "x ", count: 20) + "Berit Holt the Elder of Ardvale"
    let corpus = corpus(text, [0..<4, 45..<76], "@placeholder")
    let found = try features(corpus, settings(24, 4, 128))
    #expect(found.features.allSatisfy { $0.candidates == [0] })
    #expect(
      found.notes == [
        "passages: 1 candidate is never read as a whole beside a query, and no answer to it; a larger "
          + "task.max_length or a smaller task.doc_stride would help"
      ])
    #expect(
      found.unreachable.map(\.reason) == ["no part of the passage holds the answer as a whole"])
  }

  /// Candidates within others, and over their edges: markers stand in the order in which spans begin and end.
  @Test func candidatesMayOverlap() throws {
    let tokenizer = try Self.tokenizer("quickstart")
    let marker = try #require(tokenizer.id(token: "[ENTITY]"))
    let corpus = corpus("a b c", [2..<5, 0..<3, 0..<1, 2..<5], "@placeholder")
    #expect(corpus.passages[0].candidates == [0..<3, 0..<1, 2..<5])
    let example = try #require(features(corpus, settings()).features.first).example
    func text(_ positions: [Int32]) -> String {
      positions.map { example.wordIDs[Int($0)] == marker ? "*" : "w" }.joined()
    }
    // **a* *b* c*: of both the longer one is outside.
    #expect(example.entityPositions.dropFirst().map(text) == ["**w**w*", "*w*", "*w*w*"])
  }

  @Test func featuresAreKeptAsTheyAre() throws {
    let features = [
      ClozeFeature(
        example: LukeExample(
          wordIDs: [1, 2, 3], wordTypeIDs: [0, 0, 1], entityIDs: [2, 2], entityTypeIDs: [0, 1],
          entityPositions: [[1], [2]]), labels: [1], candidates: [3], passage: 4, question: 5),
      ClozeFeature(
        example: LukeExample(
          wordIDs: [1], entityIDs: [2, 2, 2], entityPositions: [[0], [0], [0]]),
        labels: [-1, -1], candidates: [0, 1], passage: 0, question: 0),
    ]
    var writer = FeatureWriter()
    for feature in features { feature.store(in: &writer) }
    var reader = FeatureReader(writer.bytes, in: 0..<writer.bytes.count)
    let read = try [ClozeFeature(from: &reader), ClozeFeature(from: &reader)]
    let isAtEnd = reader.isAtEnd
    #expect(isAtEnd)
    #expect(read == features)
  }
}
