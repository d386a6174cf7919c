/// Questions with choices, of one file.
public struct ChoiceCorpus: LabelledCorpus {
  /// The file's path as the user gave it.
  public let file: String
  /// The CRC-32 of the file; 0 for examples that are from none.
  public let checksum: UInt32
  /// The examples, in the order of the file.
  public var examples: [ChoiceExample]
  /// What was found out of the file: its format and which fields were taken.
  public let layout: String
  /// What was guessed or left out, one sentence each.
  public var notes: [String]
  /// Which part of the file's examples are there; nil for all.
  public private(set) var part: String?
  /// What answers call what is asked, the choices and the names of examples, by their keys in records of JSON.
  public internal(set) var answeredKeys: [String: String] = [:]

  init(
    file: String, checksum: UInt32, examples: [ChoiceExample], layout: String, notes: [String]
  ) {
    (self.file, self.checksum, self.examples) = (file, checksum, examples)
    (self.layout, self.notes) = (layout, notes)
  }

  /// Whether any number of choices may be right, and not one of each question.
  public var hasSeveralAnswers: Bool { examples.contains { $0.answers != nil } }

  /// Examples that are from no file.
  public init(_ examples: [ChoiceExample]) {
    self.init(file: "examples", checksum: 0, examples: examples, layout: "examples", notes: [])
  }

  /// Each question by itself.
  public var divisibleExamples: [DivisibleExample]? {
    examples.enumerated().map { number, _ in
      DivisibleExample(document: number)
    }
  }

  /// The line of each example.
  public var answeredLines: [Int]? { examples.map(\.location.line) }

  /// The corpus with some of its examples.
  public func keeping(_ examples: [Int], as part: String) -> Self {
    var corpus = self
    corpus.examples = examples.map { self.examples[$0] }
    corpus.part = part
    return corpus
  }
}
