import LukeData
import LukeTasks
import LukeTestSupport
import Testing

/// A model of pairs refuses single texts, and the other way around.
@Suite struct TextPairTests {
  private func corpus(_ examples: [(String, String?)]) -> TextCorpus {
    TextCorpus(
      examples.enumerated().map { index, texts in
        TextExample(
          text: texts.0, secondText: texts.1,
          location: SourceLocation(file: "examples", line: index + 1))
      })
  }

  private let pairs: [(String, String?)] = [("a", "b"), ("c", "d")]
  private let singles: [(String, String?)] = [("a", nil), ("c", nil)]

  @Test func whatTheTrainingDataAreIsChosen() throws {
    let tokenizer = try goldenTokenizer("quickstart")
    func chosen(_ corpora: [TextCorpus], _ given: Bool? = nil) -> (pairs: Bool?, reasons: [String])
    {
      var settings = SequenceClassificationSettings()
      settings.hasPairs = given
      let chosen = SequenceClassificationTask.choose(&settings, for: corpora, tokenizer)
      return (settings.hasPairs, chosen.map { "\($0.key): \($0.reason)" })
    }
    #expect(
      chosen([corpus(pairs), corpus(pairs)]) == (
        true, ["pairs: every training example is two texts"]
      ))
    #expect(chosen([corpus(singles)]) == (false, ["pairs: every training example is one text"]))
    #expect(chosen([corpus(pairs), corpus(singles)]) == (nil, []))
    #expect(chosen([corpus(singles)], true) == (true, []))
    #expect(chosen([]) == (nil, []))
  }

  @Test func othersAreRefusedByLine() throws {
    func check(_ examples: [(String, String?)], _ hasPairs: Bool?) -> String {
      message {
        var settings = SequenceClassificationSettings()
        settings.hasPairs = hasPairs
        let vocabulary = TaskVocabulary(
          tokenizer: try goldenTokenizer("quickstart"), maskEntityID: 2, secondMaskEntityID: 3)
        try SequenceClassificationTask(settings, vocabulary, labels: LabelSet(["x", "y"]))
          .check(corpus(examples))
      }
    }
    #expect(
      check([("a", "b"), ("c", nil)], true)
        == "examples:2: is one text, but pairs are read (task.pairs): give two, with a tab between them or in "
        + "fields that data.columns.text and data.columns.second_text name; task.pairs false reads single texts"
    )
    #expect(
      check([("a", "b"), ("c", nil)], false)
        == "examples:1: is two texts, but one is read (task.pairs): name it in data.columns.text; task.pairs "
        + "true reads pairs")
    for (examples, hasPairs) in [(pairs, true), (singles, false), (pairs, nil), (singles, nil)] {
      #expect(check(examples, hasPairs) == "no error")
    }
  }
}
