import LukeData
import LukeTasks
import LukeTraining
import Testing

/// What is found of labels.
@Suite struct LabelFindingTests {
  private func many(_ counts: [(String, Int)]) -> [String] {
    counts.flatMap { [String](repeating: $0, count: $1) }
  }

  @Test func labelsOfOneSplit() {
    let data = CheckedData.sample(
      ("train", .labels("train.tsv", ["day", "night", "dusk"])),
      ("validation", .labels("dev.tsv", ["day", "dawn", "noon", "dawn"])))
    #expect(
      LabelsNotTrained.texts(data) == [
        "warning: dev.tsv:2: the label \"dawn\" is in data.validation (2 times) and not in data.train, so that it "
          + "is never answered; correct it, or give training examples of it",
        "warning: dev.tsv:3: the label \"noon\" is in data.validation (once) and not in data.train, so that it is "
          + "never answered; correct it, or give training examples of it",
      ])
    #expect(
      LabelsNotScored.texts(data) == [
        "note: train.tsv:3: 2 labels of data.train are in no data that are scored: \"dusk\", \"night\""
      ])
    // Scores differ, and of files that could not be read nothing is known.
    var scores = data
    scores.hasScores = true
    #expect(LabelsNotTrained.texts(scores) == [] && LabelsNotScored.texts(scores) == [])
    var broken = data
    broken.splits[0].isWhole = false
    #expect(LabelsNotTrained.texts(broken) == [])
    broken = data
    broken.splits[1].isWhole = false
    #expect(LabelsNotScored.texts(broken) == [])
  }

  @Test(arguments: [
    ("PRE", "PER", true), ("work of art", "work-of-art", true),
    ("organisation", "organization", true), ("organizatoin", "organization", true),
    // Names of a series, tags of one type, other words.
    ("class1", "class2", false), ("class-1", "Class 12", false),
    // What differs in case or blanks alone is told as such.
    ("Per", "PER", false), ("work  of art", "Work of art", false), ("I-PER", "B-PER", false),
    ("LOC", "ORG", false),
    ("B-PRE", "B-PER", true), ("no", "on", false), ("art", "animal", false),
  ])
  func aRareLabelBesideOneThatIsNearlyEqual(_ rare: String, _ frequent: String, _ isFound: Bool) {
    let labels = many([(frequent, 12), ("other thing", 3), (rare, 1)])
    #expect(
      NearlyEqualLabels.texts(.sample(("train", .labels("train.tsv", labels))))
        == (isFound
          ? [
            "warning: train.tsv:16: the label \"\(rare)\" occurs once, beside \"\(frequent)\" (12 times); write "
              + "\"\(frequent)\", if that is meant"
          ] : []))
  }

  /// Many labels are told in a line.
  @Test func manyLabelsOfOneSplit() {
    let names = "abcdefg".map { "label \($0)" }
    let data = CheckedData.sample(
      ("train", .labels("train.tsv", ["day"])),
      ("test", .labels("test.tsv", ["day"] + names + ["label a"])))
    #expect(
      LabelsNotTrained.texts(data) == [
        "warning: test.tsv:2: 7 labels are in data.test and not in data.train, so that they are never answered: "
          + "\"label a\" (2 times), \"label b\" (once), \"label c\" (once), \"label d\" (once), \"label e\" "
          + "(once) and 2 more; correct them, or give training examples of them (also in lines 3, 4, 5, 6 and 2 "
          + "more)"
      ])
  }

  @Test func aLabelThatOccursTwiceIsNoSlip() {
    let labels = many([("PER", 12), ("PRE", 2)])
    #expect(NearlyEqualLabels.texts(.sample(("train", .labels("train.tsv", labels)))) == [])
  }

  @Test func labelsThatLookLikeWords() {
    let words = "the sun is up and the moon goes down now as ever".split(separator: " ").map(
      String.init)
    let data = CheckedData.sample(("train", .labels("train.tsv", words)))
    #expect(
      LabelsLikeWords.texts(data) == [
        "warning: train.tsv:1: the labels look like words: 11 are different of 12, as \"and\", \"as\", \"down\"; "
          + "data.columns names the column of the labels"
      ])
    let often = CheckedData.sample(("train", .labels("train.tsv", words + words)))
    #expect(LabelsLikeWords.texts(often) == [])
  }
}
