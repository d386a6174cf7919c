/// The sentences of a file, with what was found out about the file.
public struct AnnotatedCorpus: LabelledCorpus {
  /// The file's path as the user gave it.
  public var file: String
  /// The CRC-32 of the file.
  public var checksum: UInt32
  /// The sentences in the order of the file.
  public var sentences: [AnnotatedSentence]
  /// The sentences of each document.
  public var documents: [Range<Int>]
  /// What was found out about the file.
  public var layout: CorpusLayout
  /// What was guessed, left out or taken otherwise than it is written, one sentence each.
  public var notes: [String]
  /// Which part of the file's examples are there; nil for all.
  public private(set) var part: String?

  /// - Parameters:
  ///   - notes: parts of sentences, which the file's name goes before.
  ///   - leftOut: what was left out and why, as ``FaultCollector/notes`` says it.
  init(
    _ source: SourceText, sentences: [AnnotatedSentence], layout: CorpusLayout,
    notes: [String] = [], leftOut: [String] = []
  ) {
    file = source.file
    checksum = source.checksum
    self.sentences = sentences
    self.layout = layout
    documents = Self.runs(sentences)
    let more =
      notes + Self.invisibleWords(sentences)
      + (source.isContinued ? [] : Self.firstSentence(sentences, layout.format))
    self.notes = source.notes + leftOut + more.map { "\(source.file): \($0)" }
  }

  /// Sentences of a program, without a file; each `document` of them is read in one context.
  public init(_ sentences: [AnnotatedSentence]) {
    file = "text"
    checksum = 0
    self.sentences = sentences
    layout = CorpusLayout(.text, encoding: .utf8)
    documents = Self.runs(sentences)
    notes = []
  }

  private static func invisibleWords(_ sentences: [AnnotatedSentence]) -> [String] {
    var (count, line) = (0, 0)
    for sentence in sentences where sentence.text == nil {
      let found = sentence.words.count(where: \.isInvisible)
      if count == 0, found > 0 { line = sentence.location.line }
      count += found
    }
    if count == 0 { return [] }
    return [
      "\(count) \(count == 1 ? "word is" : "words are") blank or invisible, the first in the "
        + "sentence that starts in line \(line); \(count == 1 ? "it keeps its place" : "they keep their places")"
    ]
  }

  private static func firstSentence(
    _ sentences: [AnnotatedSentence], _ format: EntityDataFormat
  ) -> [String] {
    guard format != .text, let first = sentences.first else { return [] }
    return ["the first sentence reads: \(first.excerpt)"]
  }

  /// The entity types that occur, in sorted order.
  public var labels: [String] { entityCounts.keys.sorted() }

  /// How many entities of each type the annotators marked.
  public var entityCounts: [String: Int] {
    var counts: [String: Int] = [:]
    for sentence in sentences {
      for entity in sentence.entities { counts[entity.label, default: 0] += 1 }
      for entity in sentence.unalignedEntities { counts[entity.label, default: 0] += 1 }
    }
    return counts
  }

  /// How many documents there are; nil where nothing says so, as in columns without a line that marks one.
  public var knownDocumentCount: Int? {
    let isMarked = layout.marksDocuments || layout.format.documentBorder == nil
    return isMarked || documents.count > 1 ? documents.count : nil
  }

  /// The document of each sentence.
  public var divisibleExamples: [DivisibleExample]? {
    documents.enumerated().flatMap { document, sentences in
      sentences.map { _ in DivisibleExample(document: document) }
    }
  }

  /// The line of each sentence.
  public var answeredLines: [Int]? { sentences.map(\.location.line) }

  /// Words are one text in answers.
  public var answeredKeys: [String: String] { ["tokens": "text"] }

  /// The corpus with some of its sentences.
  public func keeping(_ examples: [Int], as part: String) -> Self {
    var corpus = self
    corpus.sentences = examples.map { sentences[$0] }
    corpus.documents = Self.runs(corpus.sentences)
    corpus.part = part
    return corpus
  }

  private static func runs(_ sentences: [AnnotatedSentence]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for index in sentences.indices
    where index + 1 == sentences.count || sentences[index + 1].document != sentences[index].document
    {
      runs.append(start..<index + 1)
      start = index + 1
    }
    return runs
  }
}
