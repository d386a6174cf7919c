import Foundation
import LukeData
import LukeJSON
import LukeTasks
import LukeTestSupport
import LukeText
import Testing

/// Questions as transformers' tokenizers and `run_qa.py` have them; see Scripts/question_goldens.py.
@Suite struct QuestionFeatureTests {
  private static let goldens = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Goldens/questions.json")

  private static func settings(_ length: Int, _ question: Int, _ stride: Int)
    -> QuestionAnsweringSettings
  {
    var settings = QuestionAnsweringSettings()
    settings.maximumLength = length
    settings.maximumQuestionLength = question
    settings.stride = stride
    return settings
  }

  private func numbers(_ value: JSONValue?) -> [Int] {
    (value?.elements ?? []).compactMap(\.integer)
  }

  /// The first and the last token of the answer as transformers gives them.
  private func positions(_ target: QuestionFeature.Target) -> [Int] {
    switch target {
    case .unknown: [-1, -1]
    case .none: [0, 0]
    case .tokens(let first, let last): [first, last]
    }
  }

  @Test func everyWindowIsTransformers() throws {
    let cases = try #require(JSONParser.parse(Data(contentsOf: Self.goldens)).elements)
    #expect(cases.count == 51)
    for golden in cases {
      let span = numbers(golden["answer"])
      let context = try #require(golden["context"]?.string)
      let shape = numbers(golden["shape"])
      let builder = QuestionFeatureBuilder(
        try goldenTokenizer(golden["tokenizer"]?.string ?? ""),
        settings: Self.settings(shape[0], shape[1], shape[2]))
      let features = builder.features(
        of: QuestionCorpus([
          QuestionExample(
            context: context, question: golden["question"]?.string ?? "",
            answers: span.isEmpty ? [] : [.init(text: "", span: span[0]..<span[1])],
            location: SourceLocation(file: "sample", line: 1))
        ])
      ).features
      let windows = golden["windows"]?.elements ?? []
      #expect(features.count == windows.count, "\(golden.compactText)")
      for (feature, window) in zip(features, windows) {
        #expect(feature.example.wordIDs.map(Int.init) == numbers(window["ids"]))
        #expect(
          (feature.example.wordTypeIDs ?? feature.example.wordIDs.map { _ in 0 }).map(Int.init)
            == numbers(window["types"]))
        #expect(feature.contextStart == window["start"]?.integer)
        #expect(
          feature.offsets.map { [$0.lowerBound, $0.upperBound] }
            == (window["offsets"]?.elements ?? []).map(numbers))
        #expect(positions(feature.target) == numbers(window["target"]), "\(golden.compactText)")
      }
    }
  }

  /// Digests that the script prints of all windows of a file: ids, where the context begins, the answer, and
  /// offsets.
  @Test(
    .enabled(if: sharedData("xquad") != nil),
    arguments: [
      ("xquad/xquad.en.json", (256, 192, 64), 2679, 16_205_502_685_352_260_857 as UInt64),
      ("xquad/xquad.de.json", (384, 256, 96), 2678, 798_674_872_345_322_492),
      ("xquad/xquad.es.json", (256, 192, 32), 3637, 5_710_626_002_617_799_811),
      ("xquad/xquad.zh.json", (512, 384, 100), 2653, 18_353_171_443_124_944_587),
      (
        "xtreme/mlqa/MLQA_V1/dev/dev-context-de-question-en.json", (384, 256, 128), 1001,
        6_669_062_234_269_844_275
      ),
      ("squad_v2_cs224n/dev-v2.0.json", (384, 256, 128), 9261, 10_266_732_810_412_091_305),
    ])
  func realData(path: String, shape: (Int, Int, Int), count: Int, expected: UInt64) throws {
    let corpus = try QuestionDataReader.read(SourceText(file: #require(sharedData(path)).path))
    let builder = QuestionFeatureBuilder(
      try goldenTokenizer("quickstart"), settings: Self.settings(shape.0, shape.1, shape.2))
    let features = builder.features(of: corpus).features
    var digest = Digest()
    for feature in features {
      digest.add(feature.example.wordIDs)
      digest.add(([feature.contextStart] + positions(feature.target)).map(Int32.init))
      digest.add(feature.offsets.flatMap { [Int32($0.lowerBound), Int32($0.upperBound)] })
    }
    #expect(features.count == count)
    #expect(digest.value == expected)
  }

  private func example(
    _ question: String, _ context: String, _ answers: [QuestionExample.Answer]? = nil
  ) -> QuestionExample {
    QuestionExample(
      context: context, question: question, answers: answers,
      location: SourceLocation(file: "sample", line: 3))
  }

  @Test func windowsCutQuestionsAndThoseThatCannotBeAskedAreTold() throws {
    let builder = QuestionFeatureBuilder(
      try goldenTokenizer("quickstart"), settings: Self.settings(20, 8, 10))
    let long = "One two three four five six seven eight nine ten eleven twelve."
    let found = builder.features(
      of: QuestionCorpus([
        example("Who?", long), example("One two three four five six seven eight?", "One two."),
        example(
          "One two three four five six seven eight?", long, [.init(text: "One", span: 0..<3)]),
        example("Who?", " \n"),
      ]))
    #expect(
      found.notes == [
        "examples: 1 question has a context that is longer than task.max_length, 20, allows, and is read in windows "
          + "(task.stride); \(found.features.count) windows in all",
        "examples: 2 questions are longer than task.max_question_length, 8, and lost words at the end",
        "examples: 2 questions cannot be asked: not trained on, answered with null and the reason, wrong in scores",
      ])
    let reason =
      "the question has 8 subwords and leaves 8 of task.max_length, 20, to windows of the context, which have "
      + "task.stride, 10, in common; lower task.stride to 7 or less"
    #expect(found.unreachable.map(\.description) == ["sample:3: answer \"One\": \(reason)"])
    #expect(builder.reasonForNone(example("Who?", long)) == nil)
    #expect(builder.reasonForNone(example("Who?", " \n")) == "the context is blank")
    #expect(Set(found.features.map(\.index)) == [0, 1])
  }

  /// Nothing is learned of an answer whose place nobody knows; no answer is the first token.
  @Test func targets() throws {
    let builder = QuestionFeatureBuilder(
      try goldenTokenizer("quickstart"), settings: QuestionAnsweringSettings())
    func target(_ answers: [QuestionExample.Answer]?) throws -> QuestionFeature.Target {
      let corpus = QuestionCorpus([example("Who?", "Ada left.", answers)])
      return try #require(builder.features(of: corpus).features.first).target
    }
    #expect(try target(nil) == .unknown)
    #expect(try target([]) == .none)
    #expect(try target([.init(text: "Eve")]) == .unknown)
    guard case .tokens(let first, let last) = try target([.init(text: "Ada", span: 0..<3)]) else {
      Issue.record("no answer")
      return
    }
    #expect(first > 0 && last >= first)
    #expect(try target([.init(text: "Eve"), .init(text: "Ada", span: 0..<3)]) != .unknown)
  }

  @Test func featuresAreKeptAsTheyAre() throws {
    let features = [
      QuestionFeature(
        example: .init(wordIDs: [1, 2, 3, 4, 5], wordTypeIDs: [0, 0, 0, 1, 1]), contextStart: 3,
        offsets: [0..<2, 2..<5], target: .tokens(first: 3, last: 4), index: 7),
      QuestionFeature(
        example: .init(wordIDs: [1, 2]), contextStart: 1, offsets: [0..<1], target: .none, index: 8),
      QuestionFeature(example: .init(wordIDs: [1]), contextStart: 1, offsets: [], index: 9),
    ]
    var writer = FeatureWriter()
    for feature in features { feature.store(in: &writer) }
    var reader = FeatureReader(writer.bytes, in: 0..<writer.bytes.count)
    var read: [QuestionFeature] = []
    for _ in features { read.append(try QuestionFeature(from: &reader)) }
    let isAtEnd = reader.isAtEnd
    #expect(isAtEnd)
    #expect(read == features)
  }
}
