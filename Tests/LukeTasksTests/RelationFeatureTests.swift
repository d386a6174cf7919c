import LukeData
import LukeTasks
import Testing

@Suite struct RelationFeatureTests {
  private func features(
    _ text: String, _ head: Range<Int>, _ tail: Range<Int>, length: Int = 512, mention: Int = 30
  ) throws -> RelationFeatures {
    let line = """
      {"text": "\(text)", "head": {"start": \(head.lowerBound), "end": \(head.upperBound)}, \
      "tail": {"start": \(tail.lowerBound), "end": \(tail.upperBound)}, "relation": "r"}
      """
    let corpus = try RelationDataReader.read(bytes: Array(line.utf8), name: "sample")
    return builder(length: length, mention: mention).features(of: corpus)
  }

  private func builder(length: Int = 512, mention: Int = 30) -> RelationFeatureBuilder {
    let settings = RelationClassificationSettings(
      maximumLength: length, maximumMentionLength: mention)
    let letters = SubwordEncoder(
      marksSpaces: false, classificationID: 60, separatorID: 62, unknownID: 63
    ) { text, _ in text.unicodeScalars.filter { $0 != " " }.map { Int32($0.value) } }
    return RelationFeatureBuilder(
      settings: settings, encoder: letters, headMarkerID: 91, tailMarkerID: 123,
      labels: LabelSet(["r"]), maskEntityID: 2, secondMaskEntityID: 3)
  }

  /// The sequence as text: `<` and `>` around it, `[` for the head's marker, `{` for the tail's.
  private func read(_ feature: RelationFeature) -> String {
    let scalars = feature.example.wordIDs.compactMap { Unicode.Scalar(UInt32($0)) }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test(
    arguments: [
      ("a b c d", 0..<1, 4..<5, "<[a[b{c{d>", [[1, 2, 3], [5, 6, 7]]),
      ("a b c d", 4..<5, 0..<1, "<{a{b[c[d>", [[5, 6, 7], [1, 2, 3]]),
      ("a b c d", 0..<1, 1..<3, "<[a[{b{cd>", [[1, 2, 3], [4, 5, 6]]),
      ("a b c d", 0..<5, 2..<3, "<[a{b{c[d>", [[1, 2, 3, 4, 5, 6, 7], [3, 4, 5]]),
      ("a b c d", 0..<1, 0..<5, "<{[a[bc{d>", [[2, 3, 4], [1, 2, 3, 4, 5, 6, 7]]),
      ("a b c d", 4..<7, 0..<7, "<{ab[cd[{>", [[4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7, 8]]),
      ("a b c d", 0..<5, 2..<7, "<[a{bc[d{>", [[1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 7, 8]]),
      ("a b c d", 2..<3, 2..<3, "<a[{b{[cd>", [[2, 3, 4, 5, 6], [3, 4, 5]]),
    ] as [(String, Range<Int>, Range<Int>, String, [[Int32]])])
  func markersStandAroundSpans(
    text: String, head: Range<Int>, tail: Range<Int>, expected: String, positions: [[Int32]]
  ) throws {
    let feature = try #require(try features(text, head, tail).features.first)
    #expect(read(feature) == expected)
    #expect(feature.example.entityPositions == positions)
    #expect(feature.example.entityIDs == [2, 3])
    #expect(feature.label == 0)
  }

  @Test(arguments: [
    (14, "<[a[bc{d{efgh>"), (13, "<[a[bc{d{efg>"), (12, "<[a[bc{d{ef>"), (10, "<[a[bc{d{>"),
  ])
  func longTextsLoseTheirEnd(length: Int, expected: String) throws {
    let result = try features("a b c d e f g h", 0..<1, 6..<7, length: length)
    #expect(read(try #require(result.features.first)) == String(expected))
    #expect(result.cutExampleCount == (expected.count < 14 ? 1 : 0))
  }

  @Test func theWindowKeepsBothSpans() throws {
    let text = "a b c d e f g h i j k l"
    let middle = try features(text, 12..<13, 16..<17, length: 13)
    #expect(middle.features.map(read) == ["<ef[g[h{i{jk>"])
    #expect(middle.features[0].example.entityPositions == [[3, 4, 5], [7, 8, 9]])
    let end = try features(text, 22..<23, 20..<21, length: 13)
    #expect(end.features.map(read) == ["<ghij{k{[l[>"].map { $0.replacing("<g", with: "<fg") })
  }

  @Test func spansTooFarApartAreReported() throws {
    let result = try features("a b c d e f", 0..<1, 10..<11, length: 8)
    #expect(result.features.isEmpty)
    #expect(
      result.unreachable.map(\.description) == [
        "sample:1: r \"a\", \"f\": the spans and what is between them have 10 subwords, "
          + "too many for task.max_length, 8"
      ])
    #expect(result.unaskedCount == 1)
  }

  /// Of KBP37's spans without words the code of LUKE's authors reads the markers alone.
  @Test(
    arguments: [
      ("<e1></e1> b <e2>c</e2>", "<[[b{c{>", [[1, 2], [4, 5, 6]]),
      ("a <e1>b</e1> <e2> </e2> was", "<a[b[{{was>", [[2, 3, 4], [5, 6]]),
      ("a <e1>b</e1><e2></e2> c", "<a[b[{{c>", [[2, 3, 4], [5, 6]]),
      ("a <e2> </e2><e1>b</e1> c", "<a{{[b[c>", [[4, 5, 6], [2, 3]]),
      ("a <e2> </e2> <e1> </e1> c", "<a[[{{c>", [[2, 3], [4, 5]]),
    ] as [(String, String, [[Int32]])])
  func spansWithoutWordsAreTheirMarkers(
    text: String, expected: String, positions: [[Int32]]
  ) throws {
    let corpus = try RelationDataReader.read(
      bytes: Array("1\t\"\(text)\"\nr\n".utf8), name: "sample")
    let result = builder().features(of: corpus)
    #expect(result.features.map(read) == [expected])
    #expect(result.features.first?.example.entityPositions == positions)
    #expect(result.unaskedCount == 0 && result.unreachable.isEmpty)
  }

  @Test func positionsAreLimited() throws {
    let result = try features("a b c d e f", 0..<9, 10..<11, mention: 3)
    #expect(result.features[0].example.entityPositions == [[1, 2, 3], [8, 9, 10]])
    #expect(result.longSpanCount == 1)
  }

  @Test func unknownRelationsAreReported() throws {
    let text =
      "{\"tokens\": [\"a\", \"b\"], \"head\": {\"start\": 0, \"end\": 1}, "
      + "\"tail\": {\"start\": 1, \"end\": 2}, \"relation\": \"new\"}"
    let corpus = try RelationDataReader.read(bytes: Array(text.utf8), name: "sample")
    let result = RelationFeatureBuilder(
      settings: RelationClassificationSettings(), encoder: toyEncoder, headMarkerID: 5,
      tailMarkerID: 6, labels: LabelSet(["none", "r"]), maskEntityID: 2, secondMaskEntityID: 3
    ).features(of: corpus)
    #expect(result.features.map(\.label) == [RelationFeature.ignoredLabel])
    #expect(
      result.unreachable.map(\.description) == [
        "sample:1: new \"a\", \"b\": the training data have no such relation, only none, r"
      ])
  }

  @Test func theNegativeLabelComesFirst() throws {
    func labels(_ negative: String, _ relations: String...) throws -> [String] {
      let lines = relations.map {
        "{\"tokens\": [\"a\", \"b\"], \"head\": {\"start\": 0, \"end\": 1}, "
          + "\"tail\": {\"start\": 1, \"end\": 2}, \"relation\": \"\($0)\"}\n"
      }
      let corpus = try RelationDataReader.read(bytes: Array(lines.joined().utf8), name: "sample")
      return try LabelSet.relations(in: [corpus], negativeLabel: negative).names
    }
    #expect(try labels("none", "b", "none", "a") == ["none", "a", "b"])
    #expect(try labels("none", "b", "a") == ["a", "b"])
    #expect(throws: TaskError.noLabels(file: "sample", what: "two relations")) {
      try labels("none", "none", "none")
    }
  }
}
