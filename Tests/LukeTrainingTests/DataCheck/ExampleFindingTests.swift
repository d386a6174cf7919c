import LukeData
import LukeTasks
import LukeTraining
import Testing

/// What is found of examples: the same ones, empty ones, and those of the same files.
@Suite struct ExampleFindingTests {
  @Test func theSameExampleInTwoSplits() {
    let train = CheckedData.File.texts(
      "train.tsv", ("the sun is up now", "day"), ("the moon is up now", "night"), ("yes", "day"))
    #expect(
      SharedExamples.texts(
        .sample(
          ("train", train),
          (
            "test",
            .texts(
              "test.tsv", ("no such text in there", "day"), ("the moon is up now", "night"),
              ("the sun is up now", "night"), ("yes", "day"))
          )))
        == [
          "warning: test.tsv:2: 3 of 4 examples of data.test are in data.train, too (1 of fewer than 4 words, "
            + "1 with other labels there), as \"the moon is up now\" in train.tsv:2; leave them out of one of "
            + "the two (also in line 3)"
        ])
    // Short ones are the same by chance.
    #expect(
      SharedExamples.texts(
        .sample(("train", train), ("validation", .texts("dev.tsv", ("yes", "day")))))
        == [
          "note: dev.tsv:1: 1 of 1 example of data.validation is in data.train, too (1 of fewer than 4 words), "
            + "as \"yes\" in train.tsv:3; leave it out of one of the two"
        ])
    #expect(
      SharedExamples.texts(
        .sample(("train", train), ("test", .texts("test.tsv", ("a text of its own", "day"))))) == []
    )
  }

  /// A text that differs in case or blanks alone is known by heart as well.
  @Test func theSameExampleInOtherCase() {
    let train = CheckedData.File.texts(
      "train.tsv", ("the sun is up now", "day"), ("The Moon is up now", "night"))
    let test = CheckedData.File.texts(
      "test.tsv", ("The sun  is up now", "day"), ("the moon is up now", "day"),
      ("The Moon is up now", "night"), ("the moon is not up now", "day"))
    #expect(
      SharedExamples.texts(.sample(("train", train), ("test", test))) == [
        "warning: test.tsv:1: 3 of 4 examples of data.test are in data.train, too (2 but for case or blanks, 1 "
          + "with other labels there), as \"The sun  is up now\" in train.tsv:1; leave them out of one of "
          + "the two (also in lines 2 and 3)"
      ])
  }

  /// What is not text makes another example, too: a second text, or other spans.
  @Test func examplesDifferByMoreThanTheirText() {
    var (train, test) = (CheckedData.File("a"), CheckedData.File("b"))
    (train.checksum, test.checksum) = (1, 2)
    func example(_ file: String, _ rest: String) -> CorpusOverview.Example {
      .init(
        text: "one", rest: rest, answer: "x", location: LukeData.SourceLocation(file: file, line: 1)
      )
    }
    train.overview.examples = [example("a", "two")]
    test.overview.examples = [example("b", "three")]
    #expect(SharedExamples.texts(.sample(("train", train), ("test", test))) == [])
    test.overview.examples = [example("b", "two")]
    #expect(
      SharedExamples.texts(.sample(("train", train), ("test", test))) == [
        "warning: b:1: 1 of 1 example of data.test is in data.train, too, as \"one\" in a:1; leave it out of one "
          + "of the two"
      ])
  }

  @Test func theSameFileInTwoSplits() {
    let train = CheckedData.File.texts("train.tsv", ("the sun is up now", "day"))
    var copy = CheckedData.File.texts("copy.tsv", ("the sun is up now", "day"))
    copy.checksum = train.checksum
    let data = CheckedData.sample(("train", train), ("test", copy))
    #expect(
      SameFiles.texts(data) == [
        "warning: copy.tsv: of data.test has the same content as train.tsv of data.train; name another file; "
          + "scores on what is trained on say little about other text"
      ])
    // Its examples are the same, which need not be said again.
    #expect(SharedExamples.texts(data) == [])
    // What is held back of a file has its checksum.
    var (kept, held) = (train, train)
    (kept.isWhole, held.isWhole) = (false, false)
    #expect(SameFiles.texts(.sample(("train", kept), ("validation_share", held))) == [])
  }

  @Test func theSameExampleWithOtherLabels() {
    let train = CheckedData.File.texts(
      "train.tsv", ("it is up", "day"), ("it is up", "night"), ("it is up", "day"),
      ("it is down", "night"))
    var data = CheckedData.sample(("train", train))
    #expect(
      ContradictingExamples.texts(data) == [
        "warning: train.tsv:2: 1 example of data.train stands there before with other labels, as \"it is up\" in "
          + "train.tsv:1; label the same in the same way"
      ])
    data.hasScores = true
    #expect(ContradictingExamples.texts(data) == [])
  }

  @Test func emptyExamples() {
    let train = CheckedData.File.texts(
      "train.tsv", ("", "day"), ("it is down", "night"), (" \u{200B}", "night"))
    #expect(
      EmptyExamples.texts(.sample(("train", train))) == [
        "warning: train.tsv:1: 2 examples of data.train are empty; leave them out (also in line 3)"
      ])
    #expect(
      EmptyExamples.texts(.sample(("train", .texts("train.tsv", ("it is down", "night"))))) == [])
  }
}
