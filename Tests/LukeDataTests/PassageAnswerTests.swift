import Foundation
import LukeData
import LukeTestSupport
import Testing

/// Answers keep the documents and passages of the file that is answered.
@Suite struct PassageAnswerTests {
  private static func passage(_ type: String, _ offset: Int, _ text: String) -> String {
    "<passage><infon key=\"type\">\(type)</infon><offset>\(offset)</offset><text>\(text)</text>"
  }

  private static let passages = [
    passage("title", 0, "Ada saw Rome."), passage("abstract", 14, "Bo left Oslo."),
    passage("abstract", 30, "Eve slept."),
  ]
  private static let collection =
    "<collection><document><id>12.x-7</id>\n\(passages.joined(separator: "</passage>\n"))</passage>\n"
    + "</document></collection>\n"

  private func answers(
    _ text: String, _ format: EntityAnswerFormat
  ) throws -> (AnnotatedCorpus, [[FoundEntity]]) {
    let corpus = try read(text, EntityDataOptions(requiresLabels: false))
    return (corpus, corpus.sentences.map { _ in [FoundEntity(words: 0..<1, label: "PER")] })
  }

  private func lines(_ text: String, _ format: EntityAnswerFormat) throws -> [String] {
    let (corpus, entities) = try answers(text, format)
    return EntityAnswers.lines(
      corpus.sentences, entities, as: format, marksDocuments: corpus.layout.marksDocuments)
  }

  @Test func bioCKeepsOffsetsAndInfons() throws {
    let found = try lines(Self.collection, .bioc)
    #expect(found.filter { $0.hasPrefix("<passage>") } == Self.passages)
    #expect(found.contains("<document><id>12.x-7</id>"))
    #expect(found.contains { $0.contains("<location offset=\"30\" length=\"3\"/>") })
    let corpus = try read(found.joined(separator: "\n"))
    #expect(corpus.sentences.map(\.spans) == [["PER:0..<1"], ["PER:0..<1"], ["PER:0..<1"]])
  }

  /// Offsets that go back, or too far for any text, are not kept.
  @Test(arguments: [3, Int.max])
  func offsetsThatAreNonesAreCounted(offset: Int) throws {
    let text = Self.collection.replacing("<offset>30<", with: "<offset>\(offset)<")
    #expect(
      try lines(text, .bioc).filter { $0.hasPrefix("<passage>") }.last
        == Self.passage("abstract", 28, "Eve slept."))
  }

  @Test func pubTatorKeepsDocuments() throws {
    let text = Self.collection.replacing("12.x-7", with: "127")
    #expect(
      try lines(text, .pubtator) == [
        "127|t|Ada saw Rome.", "127|a|Bo left Oslo. Eve slept.", "127\t0\t3\tAda\tPER",
        "127\t14\t16\tBo\tPER", "127\t28\t31\tEve\tPER", "",
      ])
  }

  @Test func pubTatorsPartsAreBioCs() throws {
    let found = try lines("9|t|Ada saw.\n9|a|Bo left.\n", .bioc)
    #expect(
      found.filter { $0.hasPrefix("<passage>") } == [
        Self.passage("title", 0, "Ada saw."), Self.passage("abstract", 9, "Bo left."),
      ])
  }

  @Test func bratsFilesAreCalledAsDocuments() throws {
    let two = Self.collection.replacing(
      "</document></collection>",
      with: "</document><document><id>8</id>\(Self.passages[0])</passage></document></collection>")
    let (corpus, entities) = try answers(two, .brat)
    func names(_ sentences: [AnnotatedSentence]) -> [String] {
      EntityAnswers.files(sentences, entities, as: .brat, marksDocuments: true).map(\.name)
    }
    #expect(
      names(corpus.sentences) == ["12.x-7.txt", "12.x-7.ann", "8.txt", "8.ann", "annotation.conf"])
    var others = corpus.sentences
    for index in others.indices { others[index].identifier = .text("../8") }
    #expect(names(others).first == "document-1.txt")
  }

  // MARK: What a form cannot hold

  @Test func labelsThatPartColumns() {
    let reason = "has a tab or a line break in it, which parts columns and words"
    for label in ["A\tB", "A\nB", "A\rB"] {
      #expect(EntityAnswerFormat.conll.reason(against: label) == reason)
      #expect(EntityAnswerFormat.pubtator.reason(against: label) != nil)
    }
    #expect(EntityAnswerFormat.conll.reason(against: "A B") == nil)
    #expect(
      EntityAnswerFormat.webanno.reason(against: "A\rB")
        == "has a carriage return in it, which ends lines of WebAnno's")
  }

  /// Labels with a blank and words with what parts columns are read back.
  @Test func columnsAreReadBack() throws {
    let sentence = AnnotatedSentence(
      words: ["a\tb", "c\r\nd", "e"], location: SourceLocation(file: "x", line: 1))
    let lines = EntityAnswers.lines(
      [sentence], [[FoundEntity(words: 0..<2, label: "A B")]], as: .conll)
    let corpus = try read(lines.joined(separator: "\n") + "\n")
    #expect(corpus.sentences.map(\.words) == [["a b", "c d", "e"]])
    #expect(corpus.sentences.map(\.spans) == [["A B:0..<2"]])
  }

  @Test func byteOrderMarksOfBrats() throws {
    let sentence = AnnotatedSentence(
      text: "\u{FEFF}\u{FEFF}Ada left.", location: SourceLocation(file: "x", line: 1))
    let words = sentence.words.indices
    let files = EntityAnswers.files(
      [sentence], [[FoundEntity(words: words.last.map { $0 - 1..<$0 } ?? 0..<1, label: "X")]],
      as: .brat)
    #expect(files[0].lines == ["  Ada left."])
    try withTemporaryFolder { folder in
      for file in files {
        let text = file.lines.map { $0 + "\n" }.joined()
        try Data(text.utf8).write(to: folder.appending(path: file.name))
      }
      let corpus = try EntityDataReader.read(file: folder.path)
      #expect(corpus.sentences.map { $0.text(of: $0.entities[0].words) } == ["left"])
    }
  }

  // MARK: What is shown

  @Test func nestedEntitiesThatEndTogether() throws {
    let corpus = try read(
      #"{"text": "Bank of Rome fell", "entities": [{"start": 0, "end": 12, "label": "ORG"}, "#
        + #"{"start": 8, "end": 12, "label": "LOC"}]}"# + "\n")
    #expect(
      corpus.notes.last == "sample: the first sentence reads: [Bank of [Rome: LOC]: ORG] fell")
  }
}
