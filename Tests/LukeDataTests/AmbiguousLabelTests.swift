import Foundation
import LukeData
import LukeTestSupport
import Testing

/// Labels that could be taken for those of something else.
@Suite struct AmbiguousLabelTests {
  private func texts(_ text: String, requiresLabels: Bool = true) throws -> TextCorpus {
    var options = TextDataOptions()
    options.requiresLabels = requiresLabels
    return try TextDataReader.read(SourceText(bytes: Array(text.utf8), file: "sample"), options)
  }

  private func shown(_ corpus: TextCorpus) -> [String] {
    corpus.examples.map { "\($0.text): \(($0.labels ?? ["?"]).joined(separator: ","))" }
  }

  @Test func doccanosIdentifiers() {
    func entity(_ id: Int, _ start: Int) -> String {
      #"{"id": \#(id), "label": "X", "start_offset": \#(start), "end_offset": \#(start + 1)}"#
    }
    #expect(
      message {
        try readRelations(
          #"{"text": "a b", "entities": [\#(entity(3, 0)), \#(entity(3, 2))], "#
            + #""relations": [{"from_id": 3, "to_id": 3, "type": "r"}]}"# + "\n")
      } == "sample:1: \"entities[1].id\": 3 is the id of \"entities[0]\", too")
  }

  @Test func labelStudiosIdentifiers() {
    func region(_ start: Int) -> String {
      #"{"id": "a", "type": "labels", "value": {"start": \#(start), "end": \#(start + 1), "labels": ["X"]}}"#
    }
    #expect(
      message {
        try readRelations(
          #"[{"data": {"text": "a b"}, "annotations": [{"result": [\#(region(0)), \#(region(0)), "#
            + #"\#(region(2)), {"type": "relation", "from_id": "a", "to_id": "a", "labels": ["r"]}]}]}]"#
            + "\n")
      }
        == "sample:1: \"annotations[0].result[2].id\": \"a\" is the id of another region, too, "
        + "\"annotations[0].result[1].value\"")
  }

  private static func task(_ data: String, _ choices: (to: String, label: String)...) -> String {
    let results = choices.map {
      #"{"type": "choices", "to_name": "\#($0.to)", "value": {"choices": ["\#($0.label)"]}}"#
    }
    return
      #"[{"data": {\#(data)}, "annotations": [{"result": [\#(results.joined(separator: ", "))]}]}]"#
      + "\n"
  }

  @Test func choicesAreOfWhatTheyName() throws {
    let both = #""text": "body", "title": "head""#
    #expect(shown(try texts(Self.task(both, ("title", "a")))) == ["head: a"])
    // The name of a tag, not of a field.
    #expect(shown(try texts(Self.task(both, ("t", "a")))) == ["body: a"])
    let corpus = try texts(
      Self.task(#""text": "body", "image": "/a.png""#, ("image", "b"), ("text", "a")))
    #expect(shown(corpus) == ["body: a"])
    #expect(
      corpus.notes.first
        == "sample: results that are no choices are passed over: choices for \"image\" 1")
    #expect(
      message { try texts(Self.task(both, ("title", "a"), ("text", "b"))) }
        == "sample:1: has choices for several texts (\"to_name\" is text, title), of which one alone can be "
        + "learned")
  }

  // MARK: spaCy

  @Test(arguments: ["2", "-0.1", "\"yes\"", "null", "[1]"])
  func categoriesThatAreNoShares(value: String) throws {
    let text =
      #"{"text": "good", "cats": {"A": 1, "B": 0}}"# + "\n"
      + #"{"text": "bad", "cats": {"A": 1, "B": \#(value)}}"# + "\n"
    #expect(
      message { try texts(text) }
        == "sample:2: \"cats.B\": expected true, false or a number from 0 to 1")
    #expect(try texts(text, requiresLabels: false).examples.count == 2)
  }

  @Test(arguments: [
    "[\"good\", {\"cats\": {\"A\": 1, \"B\": 0}}]\n[\"bad\", {\"cats\": {\"A\": 0, \"B\": 1.0}}]\n",
    "[[\"good\", {\"cats\": {\"A\": 1, \"B\": 0}}],\n[\"bad\", {\"cats\": {\"A\": 0, \"B\": true}}]]\n",
  ])
  func pairsOfTextAndCategories(text: String) throws {
    let corpus = try texts(text)
    #expect(shown(corpus) == ["good: A", "bad: B"])
    #expect(corpus.examples.map(\.location.line) == [1, 2])
  }

  // MARK: SemEval

  @Test func sentencesOfTheSameNumber() throws {
    let sentence = "1\t\"<e1>a</e1> b <e2>c</e2>\"\n"
    let corpus = try readRelations(sentence + "r\n\n" + sentence + "s\n")
    #expect(
      corpus.notes.contains(
        "sample: the sentence in line 4 has a number that a sentence above has, too"))
    try withTemporaryFolder { folder in
      let key = folder.appending(path: "key").path
      try Data("1\tA\n".utf8).write(to: URL(filePath: key))
      #expect(
        message { try readRelations(sentence + sentence, RelationDataOptions(answerKey: key)) }
          == "sample:2: has the number of the sentence in line 1, 1, by which data.answer_key knows it"
      )
    }
  }

  // MARK: Data of another task

  @Test func textOfOtherTasks() throws {
    let marked = "1\t\"<e1>a</e1> b <e2>c</e2>\"\nr\n\n2\t\"<e1>a</e1> b <e2>c</e2>\"\nr\n"
    let name =
      "sample: is text of sentences with two spans marked, as SemEval-2010 task 8 has them, data of "
      + "relation-classification; "
    let pubTator = "1|t|Ada left.\n1|a|\n1\t0\t3\tAda\tPER\n1\t0\t3\tAda\tPER\n1\t0\t3\tAda\tPER\n"
    let pubTatorName =
      "sample: is PubTator's format, which is read for named-entity-recognition alone"
    #expect(
      message { try texts(marked) }
        == name + "sequence-classification needs texts, or pairs of texts, with a label of each")
    #expect(
      message { try readChoices(marked) }
        == name
        + "multiple-choice needs questions with \"choices\" and which of them is right, \"answer\"")
    #expect(message { try texts(pubTator) } == pubTatorName)
    #expect(message { try readChoices(pubTator) } == pubTatorName)
    // Texts with numbers may have such marks.
    let corpus = try texts("text\tlabel\n<e1>a</e1> <e2>b</e2>\t1\n<e1>c</e1> <e2>d</e2>\t2\n")
    #expect(shown(corpus) == ["<e1>a</e1> <e2>b</e2>: 1", "<e1>c</e1> <e2>d</e2>: 2"])
    #expect(
      corpus.notes.contains {
        $0.hasSuffix(
          ": has two spans marked in its texts, as data of relation-classification have; the marks are read as text"
        )
      })
  }
}
