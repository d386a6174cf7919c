/// The examples of a file, with what was found out about the file.
public struct RelationCorpus: LabelledCorpus {
  /// The file's path as the user gave it.
  public var file: String
  /// The CRC-32 of the file.
  public var checksum: UInt32
  /// The examples in the order of the file.
  public var examples: [RelationExample]
  /// The format of the file.
  public var format: RelationDataFormat
  /// The encoding of the file.
  public var encoding: TextEncoding

  /// The texts of which the examples are all ordered pairs of their entities, each answered in one line; nil
  /// where the examples are the file's own.
  public var pairedTexts: [PairedText]?
  /// What was guessed or looks wrong, one sentence each.
  public var notes: [String]
  /// Which part of the file's examples are there; nil for all.
  public private(set) var part: String?

  init(_ source: SourceText, _ found: RelationReading, format: RelationDataFormat) {
    examples = found.examples
    pairedTexts = found.pairedTexts
    file = source.file
    checksum = source.checksum
    self.format = format
    encoding = source.encoding
    let more =
      CutWords(examples).notes + EntangledSpans(examples).notes
      + examples.prefix(source.isContinued ? 0 : 1).map { "the first example reads: \($0.excerpt)" }
    notes = source.notes + found.notes + more.map { "\(source.file): \($0)" }
  }

  /// Examples of a program, without a file.
  public init(_ examples: [RelationExample]) {
    file = "text"
    checksum = 0
    self.examples = examples
    format = .jsonLines
    encoding = .utf8
    notes = []
  }

  /// The relations that occur, in sorted order.
  public var labels: [String] { relationCounts.keys.sorted() }

  /// How many examples each relation has.
  public var relationCounts: [String: Int] {
    examples.reduce(into: [:]) { counts, example in
      if let relation = example.relation { counts[relation, default: 0] += 1 }
    }
  }

  /// One line for the user, such as `SemEval-2010 task 8, UTF-8`.
  public var layout: String { "\(format.title), \(encoding.title)" }

  /// The relation of each example.
  public var divisibleExamples: [DivisibleExample]? {
    if pairedTexts != nil { return nil }
    return examples.enumerated().map { number, example in
      DivisibleExample(document: number, label: example.relation)
    }
  }

  /// The line of each example; nil where several have one.
  public var answeredLines: [Int]? {
    pairedTexts == nil ? examples.map(\.location.line) : nil
  }

  /// Words are one text in answers; TACRED's are a `token`.
  public var answeredKeys: [String: String] { ["tokens": "text", "token": "text"] }

  /// The corpus with some of its examples.
  public func keeping(_ examples: [Int], as part: String) -> Self {
    var corpus = self
    corpus.examples = examples.map { self.examples[$0] }
    corpus.part = part
    return corpus
  }
}
