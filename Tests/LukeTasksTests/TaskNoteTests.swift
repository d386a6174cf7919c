import Foundation
import LukeData
import LukeTasks
import LukeText
import Testing

/// What tasks tell users about their data.
@Suite struct TaskNoteTests {
  private func notes(
    _ text: String, _ settings: NamedEntityRecognitionSettings
  ) throws -> [String] {
    let words = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n"
    let vocabulary = TaskVocabulary(
      tokenizer: try Tokenizer(files: ["vocab.txt": Data(words.utf8)], origin: "words"),
      maskEntityID: 2, secondMaskEntityID: 3)
    let task = try NamedEntityRecognitionTask(settings, vocabulary, labels: LabelSet(["O", "X"]))
    let corpus = try EntityDataReader.read(bytes: Array(text.utf8), name: "sample")
    return task.features(of: corpus).notes
  }

  @Test func filesWithoutDocumentsAreNoted() throws {
    let sentences = String(repeating: "a O\n\n", count: 21)
    #expect(
      try notes(sentences, .init()) == [
        "sample: no -DOCSTART- lines part its 21 sentences, so each is read with the words of "
          + "those around it; where they do not belong together, set task.context to sentence"
      ])
    #expect(try notes(sentences, .init(context: .sentence)).isEmpty)
    #expect(try notes(String(sentences.dropFirst(5)), .init()).isEmpty)
    #expect(try notes("a O\n\n-DOCSTART- O\n\n" + sentences, .init()).isEmpty)
    let records = String(repeating: "{\"tokens\": [\"a\"], \"tags\": [\"O\"]}\n", count: 21)
    #expect(try notes(records, .init()).isEmpty)
  }

  @Test func splitSentencesAreNoted() throws {
    let long = String(repeating: "a O\n", count: 9)
    #expect(
      try notes(long, .init(maximumLength: 10)) == [
        "sample: 1 sentence is longer than max_length and read in parts"
      ])
    #expect(
      try notes("\(long)\n\(long)", .init(maximumLength: 10)) == [
        "sample: 2 sentences are longer than max_length and read in parts"
      ])
    #expect(try notes(long, .init()).isEmpty)
  }

  private func warnings(_ relations: [String], negativeLabel: String) throws -> [String] {
    let lines = relations.map {
      "{\"tokens\": [\"a\", \"b\"], \"head\": {\"start\": 0, \"end\": 1}, "
        + "\"tail\": {\"start\": 1, \"end\": 2}, \"relation\": \"\($0)\"}\n"
    }
    let corpus = try RelationDataReader.read(bytes: Array(lines.joined().utf8), name: "sample")
    return RelationClassificationTask.warnings(
      about: [corpus], RelationClassificationSettings(negativeLabel: negativeLabel))
  }

  @Test func aMissingNegativeLabelIsWarnedOf() throws {
    let start =
      "no training example has the label \"no_relation\" (task.negative_label), so micro-F1 and "
      + "macro-F1 count every label; if "
    let end = " means no relation, set task.negative_label to it"
    #expect(
      try warnings(["Cause", "Other"], negativeLabel: "no_relation") == [start + "\"Other\"" + end])
    #expect(
      try warnings(["x", "N/A", "No-Relation"], negativeLabel: "no_relation") == [
        start + "\"N/A\" or \"No-Relation\"" + end
      ])
    #expect(
      try warnings(["x", "y"], negativeLabel: "no_relation") == [start + "one of the labels" + end])
    #expect(try warnings(["x", "no_relation"], negativeLabel: "no_relation").isEmpty)
  }
}
