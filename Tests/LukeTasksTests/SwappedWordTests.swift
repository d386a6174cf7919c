import LukeData
import LukeTasks
import LukeTestSupport
import Testing

/// Words and tags that are swapped in one of the files of a recipe.
@Suite struct SwappedWordTests {
  private func corpus(_ text: String) throws -> AnnotatedCorpus {
    let source = try SourceText(bytes: Array(text.utf8), file: "dev")
    return try TokenClassificationTask.read(source, .init(), requiresLabels: true)
  }

  private let labels = LabelSet(["DET", "NOUN", "VERB"])

  @Test(arguments: [
    "DET\tthe\nNOUN\tsun\nVERB\tshines\n\nDET\ta\nNOUN\tmoon\n",
    #"{"tokens": ["DET", "NOUN", "VERB"], "tags": ["the", "sun", "shines"]}"# + "\n",
  ])
  func areRefused(text: String) throws {
    let corpus = try corpus(text)
    #expect(
      message { try TokenClassificationTask.check([corpus], against: labels) }
        == "dev: its words are the tags of the training data, and its tags are none of them: words and tags are "
        + "swapped; give all files the same columns")
  }

  @Test(arguments: [
    "the\tDET\nsun\tNOUN\nshines\tVERB\n", "NOUN\tDET\nVERB\tNOUN\n", "the\tX\nsun\tY\n",
  ])
  func othersAreNot(text: String) throws {
    let corpus = try corpus(text)
    #expect(throws: Never.self) {
      try TokenClassificationTask.check([corpus], against: labels)
    }
  }
}
