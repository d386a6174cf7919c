import LukeData
import LukeTasks
import Testing

@Suite struct EntitySpanFeatureTests {
  private func features(
    _ text: String, _ settings: NamedEntityRecognitionSettings,
    labels: LabelSet = LabelSet(none: "O", others: ["LOC", "PER"])
  ) throws -> EntitySpanFeatures {
    let corpus = try EntityDataReader.read(bytes: Array(text.utf8), name: "sample")
    return EntitySpanFeatureBuilder(
      settings: settings, encoder: toyEncoder, labels: labels, maskEntityID: 9
    ).features(of: corpus)
  }

  /// What the toy encoder made the subwords of a feature of.
  private func letters(_ feature: EntitySpanFeature) -> String {
    let scalars = feature.wordIDs.dropFirst().dropLast().compactMap { Unicode.Scalar(UInt32($0)) }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test func candidatesAreAllShortSpans() throws {
    let result = try features(
      "abc B-PER\nde I-PER\n~ O\nf B-LOC\n",
      NamedEntityRecognitionSettings(context: .sentence, maximumMentionLength: 3))
    let feature = try #require(result.features.first)
    #expect(result.features.count == 1)
    #expect(feature.wordIDs == [1, 97, 99, 100, 3, 102, 2])
    #expect(
      (0..<feature.candidateCount).map(feature.words(ofCandidate:)) == [
        0..<1, 0..<2, 1..<2, 1..<3, 1..<4, 2..<3, 2..<4, 3..<4,
      ])
    #expect(feature.spanStarts == [1, 1, 3, 3, 3, 4, 4, 5])
    #expect(feature.spanEnds == [2, 3, 3, 4, 5, 4, 5, 5])
    #expect(feature.labels == [0, 2, 0, 0, 0, 0, 0, 1])
    #expect(feature.example.entityIDs == [Int32](repeating: 9, count: 8))
    #expect(feature.example.entityPositions[1] == [1, 2, 3])
    #expect(result.unreachable.isEmpty)
  }

  @Test func candidatesAreSharedOutOverPasses() throws {
    let text = "a O\nb O\nc O\nd B-LOC\n"
    let result = try features(
      text, NamedEntityRecognitionSettings(context: .sentence, maximumEntityLength: 4))
    #expect(result.features.map(\.candidateCount) == [4, 4, 2])
    #expect(result.features.allSatisfy { $0.sentence == 0 && $0.wordIDs.count == 6 })
    #expect(result.features.flatMap(\.labels) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  }

  /// Worked out by hand from the official rule: eight subwords, half of what the sentence leaves to
  /// each side, and to the longer side what the shorter does not need.
  @Test func contextComesFromBothSides() throws {
    let words = "abcdefghijklm".map { "\($0) O\n" }
    let sentences = [0..<1, 1..<5, 5..<7, 7..<12, 12..<13].map { words[$0].joined() }
    let result = try features(
      sentences.joined(separator: "\n"), NamedEntityRecognitionSettings(maximumLength: 10))
    #expect(
      result.features.map(letters) == [
        "abcdefgh", "abcdefgh", "cdefghij", "ghijklm".prefixed(by: "f"), "fghijklm",
      ])
    #expect(result.features.map { $0.spanStarts.first } == [1, 2, 4, 3, 8])
  }

  @Test func documentsDoNotSeeEachOther() throws {
    let result = try features(
      "a O\n\nb O\n\n-DOCSTART- O\n\nc O\n", NamedEntityRecognitionSettings())
    #expect(result.features.map(\.wordIDs) == [[1, 97, 98, 2], [1, 97, 98, 2], [1, 99, 2]])
    #expect(result.features.map(\.sentence) == [0, 1, 2])
  }

  @Test func whatHasNoCandidateIsReported() throws {
    let result = try features(
      "abcdef B-PER\nx O\ng B-ORG\nh B-LOC\nij I-LOC\n",
      NamedEntityRecognitionSettings(context: .sentence, maximumLength: 9, maximumMentionLength: 2))
    #expect(
      result.unreachable.map(\.description) == [
        "sample:1: PER \"abcdef\": has 3 subwords, more than task.max_mention_length, 2",
        "sample:3: ORG \"g\": the training data have no such label, only LOC, PER",
      ])
    #expect(result.features.flatMap(\.labels).count { $0 == EntitySpanFeature.ignoredLabel } == 1)
    let text = """
      {"text": "Oslofjord x", "entities": [{"start": 0, "end": 4, "label": "LOC"}, \
      {"start": 10, "end": 11, "label": "LOC"}, {"start": 10, "end": 11, "label": "PER"}]}
      """
    #expect(
      try features(text, NamedEntityRecognitionSettings()).unreachable.map(\.description) == [
        "sample:1: PER \"x\": the same words are marked as LOC too",
        "sample:1: LOC \"Oslo\": ends inside the word \"Oslofjord\"",
      ])
  }

  @Test func nothingFitsButNothingBreaks() throws {
    let long = String(repeating: "x", count: 40)
    let result = try features(
      "\(long) B-PER\n\na O\n", NamedEntityRecognitionSettings(maximumLength: 3))
    #expect(result.features.map(\.sentence) == [1])
    #expect(
      result.unreachable.map(\.reason) == ["has 20 subwords, more than task.max_mention_length, 16"]
    )
    let empty = try features(
      "{\"tokens\": [], \"tags\": []}", NamedEntityRecognitionSettings())
    #expect(empty.features.isEmpty)
    let zero = NamedEntityRecognitionSettings(
      maximumLength: 0, maximumMentionLength: 0, maximumEntityLength: 0)
    #expect(try features("a B-PER\n", zero).features.isEmpty)
  }

  /// As the official `tokenize_word`, and by the text itself where there is one.
  @Test func wordsTakeTheSpaceBeforeThem() throws {
    let encoder = SubwordEncoder(
      marksSpaces: true, classificationID: 1, separatorID: 2, unknownID: 3
    ) { _, addPrefixSpace in [addPrefixSpace ? 11 : 10] }
    func ids(_ text: String) throws -> [Int32] {
      let corpus = try EntityDataReader.read(bytes: Array(text.utf8), name: "sample")
      let builder = EntitySpanFeatureBuilder(
        settings: NamedEntityRecognitionSettings(), encoder: encoder,
        labels: LabelSet(["O", "X"]), maskEntityID: 9)
      return try #require(builder.features(of: corpus).features.first).wordIDs.dropLast().suffix(5)
    }
    #expect(try ids("a O\n's O\n, O\n,, O\n¿ O\n") == [11, 10, 10, 11, 10])
    #expect(try ids(#"{"text": "a-b c", "entities": []}"#).suffix(4) == [11, 10, 10, 11])
  }
}

extension String {
  fileprivate func prefixed(by text: String) -> String { text + self }
}
