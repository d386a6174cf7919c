import Foundation
import LukeData
import LukeTasks
import LukeTestSupport
import LukeText
import Testing

@Suite struct TypingFeatureTests {
  private static let roberta = sharedData("roberta_bpe")

  private func corpus(_ text: String, _ span: Range<Int>, _ labels: [String]?) -> MentionCorpus {
    MentionCorpus([
      MentionText(
        text: text, mentions: [.init(span: span, labels: labels)],
        location: SourceLocation(file: "sample", line: 1))
    ])
  }

  /// Letters as their own ids: `<` and `>` around the sequence, `[` for the marker.
  private func features(
    _ text: String, _ span: Range<Int>, labels: [String]? = ["r"], length: Int = 512,
    mention: Int = 30, brackets: Bool = true
  ) -> TaskFeatures<TypingFeature> {
    var settings = EntityTypingSettings()
    (settings.maximumLength, settings.maximumMentionLength) = (length, mention)
    settings.restoresBrackets = brackets
    let letters = SubwordEncoder(
      marksSpaces: false, classificationID: 60, separatorID: 62, unknownID: 63
    ) { text, _ in text.unicodeScalars.filter { $0 != " " }.map { Int32($0.value) } }
    return TypingFeatureBuilder(
      settings: settings, encoder: letters, markerID: 91, labels: LabelSet(["q", "r"]),
      maskEntityID: 2
    ).features(of: corpus(text, span, labels))
  }

  private func read(_ feature: TypingFeature) -> String {
    let scalars = feature.example.wordIDs.compactMap { Unicode.Scalar(UInt32($0)) }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test(arguments: [
    (512, "<abcdef[g[hijkl>"), (15, "<bcdef[g[hijkl>"), (11, "<def[g[hij>"), (10, "<ef[g[hij>"),
    (8, "<f[g[hi>"),
  ])
  func longTextsAreCutAroundTheMention(length: Int, expected: String) throws {
    let result = features("a b c d e f g h i j k l", 12..<13, length: length)
    let feature = try #require(result.features.first)
    #expect(read(feature).count <= length)
    #expect(feature.example.entityIDs == [2])
    let place = Int32(try #require(Array(read(feature)).firstIndex(of: "[")))
    #expect(feature.example.entityPositions == [[place, place + 1, place + 2]])
    #expect(read(feature) == expected)
    #expect(result.notes.isEmpty == (length == 512))
  }

  @Test(arguments: [
    (0..<1, "<[a[bcde>"), (22..<23, "<hijk[l[>"), (2..<3, "<a[b[cde>"), (20..<21, "<hij[k[l>"),
  ])
  func whatOneSideDoesNotNeedGoesToTheOther(span: Range<Int>, expected: String) throws {
    let result = features("a b c d e f g h i j k l", span, length: 9)
    #expect(result.features.map(read) == [expected])
  }

  @Test func mentionsTooLongAreToldAndHaveNoFeature() {
    let result = features("a b c d e f g", 0..<13, length: 10)
    #expect(result.features.isEmpty)
    #expect(
      result.unreachable.map(\.description) == [
        "sample:1: r \"a b c d e f g\": the mention has 9 subwords, its markers among them, too many for "
          + "task.max_length, 10"
      ])
    #expect(
      result.notes == [
        "text: 1 mention cannot be asked: not trained on, answered with null and the reason, missed in scores"
      ])
  }

  @Test func positionsAreLimited() {
    let result = features("a b c d e", 0..<9, mention: 3)
    #expect(result.features.map(\.example.entityPositions) == [[[1, 2, 3]]])
    #expect(
      result.notes == [
        "text: 1 mention has more subwords than task.max_mention_length, 3, of which the first 3 give the entity's position"
      ])
  }

  @Test func bracketsAreReadAsSuchUnlessTheRecipeSaysOtherwise() {
    let (text, span) = ("-LRB- a -RSB- b", 6..<7)
    #expect(features(text, span).features.map(read) == ["<([a[)b>"])
    #expect(
      features(text, span).notes == [
        "text: 1 text has -LRB- or the like, which is read as the bracket it stands for (task.restore_brackets)"
      ])
    let plain = features(text, span, brackets: false)
    #expect(plain.features.map(read) == ["<-LRB-[a[-RSB-b>"])
    #expect(plain.notes.isEmpty)
  }

  @Test func noTypesAreATargetAndUnknownTypesAreReported() {
    #expect(features("a b", 0..<1, labels: []).features.map(\.classes) == [[]])
    #expect(features("a b", 0..<1, labels: nil).features.map(\.classes) == [nil])
    let unknown = features("a b", 0..<1, labels: ["r", "new", "q"])
    #expect(unknown.features.map(\.classes) == [[0, 1]])
    #expect(
      unknown.unreachable.map(\.description) == [
        "sample:1: new \"a\": the training data have no such label"
      ])
  }

  @Test func featuresCanBeKept() throws {
    for labels in [["r"], [], nil] as [[String]?] {
      let feature = try #require(features("a b", 0..<1, labels: labels).features.first)
      var writer = FeatureWriter()
      feature.store(in: &writer)
      var reader = FeatureReader(writer.bytes, in: 0..<writer.bytes.count)
      #expect(try TypingFeature(from: &reader) == feature)
    }
  }

  // MARK: The official code

  private struct Golden: Decodable {
    struct Sample: Decodable {
      let text: String
      let start: Int
      let end: Int
      let labels: [String]
      let ids: [Int32]
      let positions: [Int32]
    }

    let samples: [Sample]
    let figer: [String]

    static func load() throws -> Golden {
      let file = Goldens.folder.appending(path: "typing/features.json")
      return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    }
  }

  private func official(_ corpus: MentionCorpus) throws -> [TypingFeature] {
    let tokenizer = try Tokenizer(folder: #require(Self.roberta)).addingTokens([
      TypingFeatureBuilder.marker
    ])
    let builder = try TypingFeatureBuilder(
      settings: EntityTypingSettings(), tokenizer: tokenizer,
      labels: LabelSet(Set(corpus.labels).sorted()), maskEntityID: 2)
    return builder.features(of: corpus).features
  }

  /// Samples as `typing_goldens.py` of Scripts has them of the official code.
  @Test(.enabled(if: roberta != nil)) func samplesAreThoseOfTheOfficialCode() throws {
    for sample in try Golden.load().samples {
      let found = try official(corpus(sample.text, sample.start..<sample.end, sample.labels))
      #expect(found.map(\.example.wordIDs) == [sample.ids], "\(sample.text)")
      #expect(found.map(\.example.entityPositions) == [[sample.positions]])
    }
  }

  /// Every mention of FIGER: words, positions and labels.
  @Test(.enabled(if: roberta != nil && sharedData("figer_50k") != nil))
  func figersMentionsAreThoseOfTheOfficialCode() throws {
    let corpus = try MentionDataReader.read(file: #require(sharedData("figer_50k/dev.json")).path)
    let count = Set(corpus.labels).count
    let digests = try official(corpus).map { feature in
      var digest = Digest()
      digest.add(feature.example.wordIDs)
      for positions in feature.example.entityPositions { digest.add(positions) }
      digest.add((0..<Int32(count)).map { feature.classes?.contains($0) == true ? 1 : 0 })
      let text = String(digest.value, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }
    #expect(digests.count == 787)
    #expect(digests == (try Golden.load().figer))
  }
}
