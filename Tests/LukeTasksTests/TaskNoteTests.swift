import Foundation
import LukeData
import LukeTasks
import LukeTestSupport
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
        "sample: 1 sentence is longer than task.max_length, 10, and read in 3 parts"
      ])
    #expect(
      try notes("\(long)\n\(long)", .init(maximumLength: 10)) == [
        "sample: 2 sentences are longer than task.max_length, 10, and read in 6 parts"
      ])
    #expect(try notes(long, .init()).isEmpty)
  }

  /// Nine words have 45 spans, five of them 15.
  @Test func sentencesWithManySpansAreNoted() throws {
    let (long, short) = (String(repeating: "a O\n", count: 9), String(repeating: "a O\n", count: 5))
    #expect(
      try notes("\(long)\n\(short)", .init(maximumEntityLength: 15)) == [
        "sample: 1 sentence has more candidate spans than task.max_entity_length, 15, and is read as 3 "
          + "examples"
      ])
    #expect(
      try notes("\(long)\n\(short)", .init(maximumEntityLength: 14)) == [
        "sample: 2 sentences have more candidate spans than task.max_entity_length, 14, and are read as "
          + "6 examples"
      ])
    #expect(try notes("\(long)\n\(short)", .init(maximumEntityLength: 45)).isEmpty)
    #expect(
      try notes(long, .init(maximumLength: 10, maximumEntityLength: 9)).count == 2)
  }

  /// Of three entities one inside the other two could be answered, not all three.
  @Test func entitiesThatOverlapAreCounted() throws {
    func line(_ spans: [(Int, Int)]) -> String {
      let entities = spans.map {
        "{\"start\": \(2 * $0.0), \"end\": \(2 * $0.1 - 1), \"label\": \"X\"}"
      }
      return "{\"text\": \"a a a a\", \"entities\": [\(entities.joined(separator: ", "))]}\n"
    }
    let apart = line([(0, 1), (1, 2), (2, 4)])
    #expect(try notes(apart, .init()).isEmpty)
    #expect(
      try notes(apart + line([(0, 3), (0, 1), (2, 3), (3, 4)]), .init()) == [
        "sample: 3 of 7 entities overlap another; entities that are predicted never do, so at least "
          + "1 of them counts as missed; task.overlaps can be nested or any"
      ])
    #expect(
      try notes(line([(0, 4), (1, 3), (2, 4)]), .init()) == [
        "sample: 3 of 3 entities overlap another; entities that are predicted never do, so at least "
          + "2 of them count as missed; task.overlaps can be nested or any"
      ])
    var nested = NamedEntityRecognitionSettings()
    nested.overlaps = .nested
    #expect(try notes(line([(0, 4), (1, 3), (2, 3)]), nested).isEmpty)
    #expect(
      try notes(line([(0, 4), (1, 3), (2, 4)]), nested) == [
        "sample: 2 of 3 entities cross another; entities that are predicted never do, so at least 1 of them "
          + "counts as missed; task.overlaps can be nested or any"
      ])
    nested.overlaps = .any
    #expect(try notes(line([(0, 4), (1, 3), (2, 4)]), nested).isEmpty)
    // What cannot be answered anyway is said as that.
    #expect(
      try notes(line([(0, 4), (1, 2)]), .init(maximumMentionLength: 3)) == [
        "sample: 1 of 2 entities (50.0 %) has more subwords than task.max_mention_length, 3; 4 would cover it"
      ])
  }

  @Test func theLengthThatCoversLongEntitiesIsSaid() throws {
    let text = "a B-X\na I-X\na I-X\n\na B-X\na I-X\n\na B-X\n"
    #expect(
      try notes(text, .init(maximumMentionLength: 1)) == [
        "sample: 2 of 3 entities (66.7 %) have more subwords than task.max_mention_length, 1; 3 would cover them"
      ])
    #expect(try notes(text, .init(maximumMentionLength: 3)).isEmpty)
    // A long one by itself is not worth what all spans of its length cost.
    let (one, two) = ("a B-X\n\n", "a B-X\na I-X\n\n")
    let many =
      String(repeating: one, count: 190) + String(repeating: two, count: 9)
      + "a B-X\na I-X\na I-X\n"
    let settings = NamedEntityRecognitionSettings(context: .sentence, maximumMentionLength: 1)
    #expect(
      try notes(many, settings) == [
        "sample: 10 of 200 entities (5.0 %) have more subwords than task.max_mention_length, 1; 2 would "
          + "cover 99 % of all, 3 every one"
      ])
  }

  @Test func longSpansAreNoted() throws {
    let words = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n<ent>\n<ent2>\n"
    let vocabulary = TaskVocabulary(
      tokenizer: try Tokenizer(files: ["vocab.txt": Data(words.utf8)], origin: "words"),
      maskEntityID: 2, secondMaskEntityID: 3)
    let line =
      "{\"tokens\": [\"a\", \"a\", \"a\"], \"head\": {\"start\": 0, \"end\": 2}, "
      + "\"tail\": {\"start\": 2, \"end\": 3}, \"relation\": \"r\"}"
    let corpus = try RelationDataReader.read(bytes: Array(line.utf8), name: "sample")
    func notes(limit: Int) throws -> [String] {
      try RelationClassificationTask(
        .init(maximumMentionLength: limit), vocabulary, labels: LabelSet(["r"])
      ).features(of: corpus).notes
    }
    // A span's two markers count.
    #expect(try notes(limit: 4).isEmpty)
    #expect(
      try notes(limit: 3) == [
        "sample: 1 span has more subwords than task.max_mention_length, 3, of which the first 3 give "
          + "the entity's position"
      ])
  }

  /// Relations of a key whose directions were taken off could not be answered right.
  @Test func relationsWithoutDirectionAreRefused() throws {
    let text = "1\t\"<e1>a</e1> b <e2>c</e2>\"\n\n"
    func fault(_ relation: String, _ labels: [String]) throws -> String? {
      let corpus = try RelationDataReader.read(
        bytes: Array((text + relation + "\n").utf8), name: "sample")
      do {
        try RelationClassificationTask.check([corpus], against: LabelSet(labels))
        return nil
      } catch { return error.description }
    }
    let labels = ["Other", "X-Y(e1,e2)", "X-Y(e2,e1)", "Z(e2,e1)", "W", "W(e1,e2)"]
    #expect(
      try fault("X-Y", labels)
        == "sample:1: the relation \"X-Y\" has no direction; write \"X-Y(e1,e2)\" or \"X-Y(e2,e1)\""
    )
    #expect(
      try fault("Z", labels) == "sample:1: the relation \"Z\" has no direction; write \"Z(e2,e1)\"")
    for relation in ["Other", "X-Y(e1,e2)", "Z(e1,e2)", "W", "V", "X"] {
      #expect(try fault(relation, labels) == nil)
    }
    #expect(try fault("X-Y", ["Other", "X-Y"]) == nil)
  }

  /// A key that has no directions at all is told once.
  @Test func keysWithoutDirectionsAreRefused() throws {
    try withTemporaryFolder { folder in
      let key = folder.appending(path: "key").path
      let sentences = (1...3).map { "\($0)\t\"<e1>a</e1> b <e2>c</e2>\"\n" }.joined()
      func fault(_ answers: String) throws -> String {
        try Data(answers.utf8).write(to: URL(filePath: key))
        let corpus = try RelationDataReader.read(
          bytes: Array(sentences.utf8), name: "sample",
          options: RelationDataOptions(answerKey: key))
        return message {
          try RelationClassificationTask.check(
            [corpus], against: LabelSet(["Other", "X(e1,e2)", "Y(e2,e1)"]))
        }
      }
      let undirected = try fault("1\tOther\n2\tX\n3\tY\n")
      #expect(
        undirected
          == "\(key): (data.answer_key) names relations without their directions, such as \"X\", which those "
          + "that were learned have; of SemEval-2010 task 8, TEST_FILE_FULL.TXT has the test sentences with "
          + "directed relations, and needs no key")
      let single = try fault("1\tX(e1,e2)\n2\tX\n3\tOther\n")
      #expect(single == "\(key):2: the relation \"X\" has no direction; write \"X(e1,e2)\"")
    }
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

  /// A word that no sequence has room for is cut, also where it is all of its sentence.
  @Test func wordsThatAreCutAreNoted() throws {
    let words = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n##a\n"
    let tokenizer = try Tokenizer(files: ["vocab.txt": Data(words.utf8)], origin: "words")
    let vocabulary = TaskVocabulary(tokenizer: tokenizer, maskEntityID: 2, secondMaskEntityID: 3)
    var settings = TokenClassificationSettings()
    settings.maximumLength = 10
    let long = String(repeating: "a", count: 9)
    let note =
      "sample: 1 word has more subwords than task.max_length, 10, has room for, and lost the last of them"
    for (text, count) in [
      ("\(long) O\n", 1), ("a O\n\(long) O\n", 1), ("\(long.dropLast()) O\n", 0),
    ] {
      let corpus = try EntityDataReader.read(bytes: Array(text.utf8), name: "sample")
      let entities = try NamedEntityRecognitionTask(
        .init(maximumLength: 10), vocabulary, labels: LabelSet(["O", "X"]))
      #expect(entities.features(of: corpus).notes.count { $0 == note } == count, "\(text)")
      let tags = TokenFeatureBuilder(
        settings: settings, tokenizer: tokenizer, labels: LabelSet(["O"]))
      #expect(tags.features(of: corpus).notes.count { $0 == note } == count, "\(text)")
    }
    let two = try EntityDataReader.read(bytes: Array("\(long) O\n\(long) O\n".utf8), name: "sample")
    let tags = TokenFeatureBuilder(
      settings: settings, tokenizer: tokenizer, labels: LabelSet(["O"]))
    #expect(
      tags.features(of: two).notes.last
        == "sample: 2 words have more subwords than task.max_length, 10, has room for, and lost the last of "
        + "them")
  }
}
