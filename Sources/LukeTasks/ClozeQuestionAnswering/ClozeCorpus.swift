public import LukeData

/// The passages of a file with their questions.
public struct ClozeCorpus: LabelledCorpus {
  /// The file's path as the user gave it.
  public let file: String
  /// The CRC-32 of the file; 0 for passages that are from none.
  public let checksum: UInt32
  /// The passages, in the order of the file.
  public var passages: [ClozePassage]
  /// The format and the encoding of the file.
  public let layout: String
  /// What was guessed or left out, one sentence each.
  public var notes: [String]
  /// Which part of the file's examples are there; nil for all.
  public private(set) var part: String?

  init(
    file: String, checksum: UInt32, passages: [ClozePassage], layout: String, notes: [String]
  ) {
    (self.file, self.checksum, self.passages) = (file, checksum, passages)
    (self.layout, self.notes) = (layout, notes)
  }

  /// Passages that are from no file.
  public init(_ passages: [ClozePassage]) {
    self.init(file: "passages", checksum: 0, passages: passages, layout: "passages", notes: [])
  }

  /// Each passage, with its questions, by itself.
  public var divisibleExamples: [DivisibleExample]? {
    passages.indices.map { DivisibleExample(document: $0) }
  }

  /// The corpus with some of its passages.
  public func keeping(_ examples: [Int], as part: String) -> Self {
    var corpus = self
    corpus.passages = examples.map { passages[$0] }
    corpus.part = part
    return corpus
  }

  /// How many questions there are.
  public var questionCount: Int { passages.reduce(0) { $0 + $1.questions.count } }
}
