import LukeData
import LukeTasks
import LukeTestSupport
import Testing

/// What windows of a context have in common, and what of it does not fit.
@Suite struct QuestionStrideTests {
  private typealias Task = QuestionAnsweringTask

  private static let context = String(repeating: "one two three four ", count: 20)

  private func corpus(_ questions: [String]) -> QuestionCorpus {
    QuestionCorpus(
      questions.map {
        QuestionExample(
          context: Self.context, question: $0, answers: nil,
          location: SourceLocation(file: "sample", line: 1))
      })
  }

  private func settings(length: Int, stride: Int?) -> QuestionAnsweringSettings {
    var settings = QuestionAnsweringSettings()
    (settings.maximumLength, settings.stride) = (length, stride)
    return settings
  }

  @Test func strideIsChosenByTheLongestQuestion() throws {
    let tokenizer = try goldenTokenizer("quickstart")
    func chosen(_ length: Int, _ questions: [String]) throws -> (Int?, [String]) {
      var settings = settings(length: length, stride: nil)
      let keys = try Task.choose(&settings, for: [corpus(questions)], tokenizer)
      return (settings.stride, keys.map { "\($0.key): \($0.reason)" })
    }
    let count = tokenizer.ids(of: "Who left?").count
    let special = tokenizer.sequence([], []).ids.count
    let (stride, reasons) = try chosen(40, ["Who left?", "Who?"])
    let room = 40 - count - special
    #expect(stride == room / 2)
    #expect(
      reasons == ["stride: the longest question, \(count) subwords, leaves \(room) to windows"])
    #expect(try chosen(384, ["Who?"]).0 == 128)
    #expect(try chosen(8, [Self.context]).0 == 0)
  }

  @Test func strideThatDoesNotFitEndsTheRun() throws {
    let tokenizer = try goldenTokenizer("quickstart")
    func fault(_ length: Int, _ stride: Int) -> String {
      message {
        var settings = settings(length: length, stride: stride)
        return try Task.choose(&settings, for: [corpus(["Who?", "Who left?"])], tokenizer)
      }
    }
    let special = tokenizer.sequence([], []).ids.count
    let room = 64 - tokenizer.ids(of: "Who left?").count - special
    #expect(
      fault(64, 128)
        == "task.stride: 128 does not fit into task.max_length, 64, beside 2 of 2 questions: windows of a context "
        + "would be no longer than what they have in common; task.stride can be \(room - 1) at most, or raise "
        + "task.max_length")
    #expect(fault(64, room).contains("beside 1 of 2 questions"))
    #expect(fault(64, room - 1) == "no error")
  }

  /// Without a run the default is small enough for any question.
  @Test func modelsWithoutARecipeAnswer() throws {
    let builder = QuestionFeatureBuilder(
      try goldenTokenizer("quickstart"), settings: settings(length: 70, stride: nil))
    let found = builder.features(of: corpus(["Who?"]))
    #expect(found.features.count > 1 && found.unaskedCount == 0)
    let small = QuestionFeatureBuilder(
      try goldenTokenizer("quickstart"), settings: settings(length: 8, stride: 200))
    let none = small.features(of: corpus(["Who?"]))
    #expect(none.unaskedCount == 1 && none.exampleCount == 1)
  }
}
