import Foundation
import LukeData
import LukeJSON
import LukeTasks
import LukeTestSupport
import LukeText
import Testing

/// Questions with choices as transformers' tokenizers have them; see Scripts/make_choice_goldens.py.
@Suite struct ChoiceFeatureTests {
  private static let goldens = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Goldens/choices.json")

  private func rows(_ value: JSONValue?) -> [[Int32]] {
    (value?.elements ?? []).map { ($0.elements ?? []).compactMap { $0.integer.map(Int32.init) } }
  }

  @Test func everyExampleIsTransformers() throws {
    let cases = try #require(JSONParser.parse(Data(contentsOf: Self.goldens)).elements)
    #expect(cases.count == 54)
    for golden in cases {
      let example = ChoiceExample(
        context: golden["context"]?.string, question: golden["question"]?.string,
        choices: (golden["choices"]?.elements ?? []).map { .init(text: $0.string ?? "") },
        location: SourceLocation(file: "sample", line: 1))
      let builder = ChoiceFeatureBuilder(
        try goldenTokenizer(golden["tokenizer"]?.string ?? ""),
        maximumLength: try #require(golden["max_length"]?.integer))
      let features = builder.features(of: ChoiceCorpus([example])).features
      let choices = try #require(features.first).choices
      #expect(choices.map(\.wordIDs) == rows(golden["input_ids"]), "\(golden.compactText)")
      #expect(
        choices.map { $0.wordTypeIDs ?? [Int32](repeating: 0, count: $0.wordIDs.count) }
          == rows(golden["token_type_ids"]), "\(golden.compactText)")
    }
  }

  /// Digests that the script prints of all sequences of a file, and the answers.
  @Test(
    .enabled(if: sharedData("commonsense_qa") != nil),
    arguments: [
      ("commonsense_qa/valid.jsonl", 1221, 17_947_923_208_438_267_909 as UInt64),
      ("commonsense_qa/test.jsonl", 1140, 15_040_189_609_606_111_902),
      ("superglue/COPA/train.jsonl", 400, 17_344_122_605_422_621_890),
      ("superglue/MultiRC/val.jsonl", 953, 10_701_693_279_415_055_136),
      ("xcopa/it/val.it.jsonl", 100, 6_823_910_513_183_419_548),
      ("xcopa/th/test.th.jsonl", 500, 8_674_235_316_496_610_718),
      ("jglue/datasets/jcommonsenseqa-v1.3/valid-v1.3.json", 1119, 13_994_989_897_044_097_673),
    ])
  func realData(path: String, count: Int, expected: UInt64) throws {
    var options = ChoiceDataOptions()
    options.requiresLabels = false
    let corpus = try ChoiceDataReader.read(
      SourceText(file: #require(sharedData(path)).path), options)
    let builder = ChoiceFeatureBuilder(try goldenTokenizer("quickstart"), maximumLength: 48)
    let features = builder.features(of: corpus).features
    var digest = Digest()
    for feature in features {
      for choice in feature.choices { digest.add(choice.wordIDs) }
      digest.add(feature.answers ?? [-1])
    }
    #expect(features.count == count)
    #expect(digest.value == expected)
  }

  @Test func cutExamplesAreTold() throws {
    let example = ChoiceExample(
      question: "One two three four five six?", choices: [.init(text: "a"), .init(text: "b")],
      location: SourceLocation(file: "sample", line: 1))
    let tokenizer = try goldenTokenizer("quickstart")
    func notes(_ length: Int) -> [String] {
      ChoiceFeatureBuilder(tokenizer, maximumLength: length)
        .features(of: ChoiceCorpus([example])).notes
    }
    #expect(
      notes(8) == [
        "examples: 1 example is longer than task.max_length, 8, and lost words at the end of the longer "
          + "part"
      ])
    #expect(notes(64) == [])
  }

  @Test func featuresAreKeptAsTheyAre() throws {
    let features = [
      ChoiceFeature(
        choices: [
          .init(wordIDs: [1, 2]), .init(wordIDs: [3, 4, 5], wordTypeIDs: [0, 0, 1]),
        ], answer: 1, index: 7),
      ChoiceFeature(choices: [.init(wordIDs: [1]), .init(wordIDs: [2])], index: 8),
      ChoiceFeature(choices: [.init(wordIDs: [1]), .init(wordIDs: [2])], answers: [], index: 9),
      ChoiceFeature(
        choices: [.init(wordIDs: [1]), .init(wordIDs: [2])], answers: [0, 1], index: 9),
    ]
    var writer = FeatureWriter()
    for feature in features { feature.store(in: &writer) }
    var reader = FeatureReader(writer.bytes, in: 0..<writer.bytes.count)
    let read = try features.map { _ in try ChoiceFeature(from: &reader) }
    let isAtEnd = reader.isAtEnd
    #expect(isAtEnd)
    #expect(read == features)
  }
}
