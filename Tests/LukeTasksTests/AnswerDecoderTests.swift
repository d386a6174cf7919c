import Foundation
import LukeJSON
import LukeTasks
import LukeTestSupport
import Testing

/// Answers as `postprocess_qa_predictions` gives them; see Scripts/question_goldens.py.
@Suite struct AnswerDecoderTests {
  private static let context = String(repeating: "ab", count: 60)

  private func numbers(_ value: JSONValue?) -> [Double] {
    (value?.elements ?? []).compactMap(\.double)
  }

  private func window(_ value: JSONValue) throws -> AnswerDecoder.Window {
    let (starts, ends) = (numbers(value["starts"]), numbers(value["ends"]))
    let feature = QuestionFeature(
      example: .init(wordIDs: starts.map { _ in 5 }),
      contextStart: try #require(value["place"]?.integer),
      offsets: (value["offsets"]?.elements ?? []).map(numbers).map { Int($0[0])..<Int($0[1]) },
      index: 0)
    return (feature, zip(starts, ends).flatMap { [Float($0), Float($1)] })
  }

  @Test func everyAnswerIsTransformers() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Goldens/answers.json")
    let cases = try #require(JSONParser.parse(Data(contentsOf: url)).elements)
    #expect(cases.count == 24)
    var noneCount = 0
    for golden in cases {
      var settings = QuestionAnsweringSettings()
      settings.mayBeUnanswerable = golden["unanswerable"]?.bool ?? false
      settings.bestCount = try #require(golden["n_best"]?.integer)
      settings.maximumAnswerLength = try #require(golden["max_answer_length"]?.integer)
      settings.noAnswerThreshold = try #require(golden["threshold"]?.double)
      let found = AnswerDecoder(settings).answer(
        try (golden["windows"]?.elements ?? []).map(window), context: Self.context)
      let expected = golden["candidates"]?.elements ?? []
      #expect(
        found.candidates.map { [$0.span.lowerBound, $0.span.upperBound] }
          == expected.map { numbers($0["span"]).map { Int($0) } }, "\(golden.compactText)")
      for (candidate, other) in zip(found.candidates, expected) {
        #expect(abs(Double(candidate.score) - (other["score"]?.double ?? -1)) < 1e-5)
        #expect(
          candidate.text
            == Self.context.prefix(candidate.span.upperBound).suffix(candidate.span.count))
      }
      #expect(found.noAnswerMargin.map(Double.init) == golden["margin"]?.double)
      #expect(
        abs(Double(found.noAnswerScore ?? -1) - (golden["none"]?.double ?? -1)) < 1e-5)
      let answer = numbers(golden["answer"]).map { Int($0) }
      #expect((found.answer.map { [$0.span.lowerBound, $0.span.upperBound] } ?? []) == answer)
      if answer.isEmpty { noneCount += 1 }
      #expect((found.reason == nil) == !answer.isEmpty)
    }
    #expect(noneCount > 0 && noneCount < 12)
  }

  private func settings(unanswerable: Bool) -> QuestionAnsweringSettings {
    var settings = QuestionAnsweringSettings()
    settings.mayBeUnanswerable = unanswerable
    return settings
  }

  @Test func noAnswerIsToldFromOneThatWasNotAsked() {
    let feature = QuestionFeature(
      example: .init(wordIDs: [1, 2, 3]), contextStart: 1, offsets: [0..<2], index: 0)
    let logits: [Float] = [3, 2.5, 1, 1, 0, 0]
    let none = AnswerDecoder(settings(unanswerable: true)).answer(
      [(feature, logits)], context: "ab")
    #expect(none.answer == nil)
    #expect(
      none.reason
        == "no answer: its score exceeds that of the best one by 3.50, more than task.no_answer_threshold, 0"
    )
    #expect(none.candidates.map(\.text) == ["ab"])
    #expect(
      AnswerDecoder(settings(unanswerable: false)).answer([(feature, logits)], context: "ab")
        .answer?
        .text == "ab")
    #expect(
      PredictedAnswer(noneBecause: "the context is blank").reason
        == "not asked: the context is blank")
    // Tokens that cover nothing are no answer, and nothing is made up for one.
    let empty = QuestionFeature(
      example: .init(wordIDs: [1, 2, 3]), contextStart: 1, offsets: [1..<1], index: 0)
    let nothing = AnswerDecoder(settings(unanswerable: false)).answer(
      [(empty, logits)], context: "ab")
    #expect(nothing.answer == nil && nothing.candidates.isEmpty)
    #expect(
      nothing.reason
        == "no answer: none of the likeliest starts and ends are parts of the context")
  }
}
