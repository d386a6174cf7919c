import LukeCheckpoints
import LukeTraining
import Testing

/// What models note of their data.
@Suite struct DataNamesTests {
  @Test(arguments: [
    ("/home/ada/train.conll", "train.conll"), ("train.conll", "train.conll"),
    ("/data/all.zip:de/train.tsv", "all.zip:de/train.tsv"), ("/models/luke-base/", "luke-base"),
  ])
  func namesWithoutFolders(_ path: String, _ name: String) {
    #expect(DataNames.name(of: path) == name)
  }

  @Test(arguments: [
    (
      "a/b: 3600 sentences, 796 documents, 1 entity (3 PER 4, LOC 1); CoNLL; 3 columns",
      ["3600 sentences", "796 documents", "1 entity"]
    ),
    ("a/b: 12 questions, 4 choices each; jsonl", ["12 questions"]),
    ("a/b: 12 questions, 2 to 4 choices; jsonl", ["12 questions"]),
    (
      "a/b: 9 questions about 1 text, 2 without an answer; SQuAD",
      ["9 questions", "1 text", "2 without an answer"]
    ),
    ("a/b: 0 examples, 0 labels; x", ["0 examples", "0 labels"]),
  ])
  func countsOfTheLineOfATask(_ line: String, _ counts: [String]) {
    let found = DataNames.counts(in: line, of: "a/b")
    #expect(found.map(\.text) == counts)
    // What is counted has one name in records, however many there are.
    #expect(found.allSatisfy { !["text", "entity"].contains($0.unit) })
  }
}
