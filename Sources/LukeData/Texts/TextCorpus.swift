/// Texts, or pairs of texts, of one file.
public struct TextCorpus: LabelledCorpus {
  /// The file's path as the user gave it.
  public let file: String
  /// The CRC-32 of the file.
  public let checksum: UInt32
  /// The examples, in the order of the file.
  public var examples: [TextExample]
  /// What was found out of the file: its format and which fields were taken.
  public let layout: String
  /// Whether labels are lists.
  public let hasLists: Bool
  /// What was guessed or left out, one sentence each.
  public var notes: [String]
  /// Which part of the file's examples are there; nil for all.
  public private(set) var part: String?
  /// What answers call the texts and the names of examples, by their keys in records of JSON.
  public internal(set) var answeredKeys: [String: String] = [:]

  init(
    file: String, checksum: UInt32, examples: [TextExample], layout: String, hasLists: Bool,
    notes: [String]
  ) {
    (self.file, self.checksum, self.examples) = (file, checksum, examples)
    (self.layout, self.hasLists, self.notes) = (layout, hasLists, notes)
  }

  /// Examples that are from no file.
  public init(_ examples: [TextExample]) {
    self.init(
      file: "examples", checksum: 0, examples: examples, layout: "examples",
      hasLists: examples.contains { $0.labels.map { $0.count != 1 } ?? false }, notes: [])
  }

  /// The labels of all examples, each as often as it is given.
  public var labels: [String] { examples.flatMap { $0.labels ?? [] } }

  /// The label of each text that has one.
  public var divisibleExamples: [DivisibleExample]? {
    examples.enumerated().map { number, example in
      DivisibleExample(document: number, label: example.singleLabel)
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

extension TextExample {
  /// The label, where there is one.
  fileprivate var singleLabel: String? {
    guard let labels, labels.count == 1 else { return nil }
    return labels[0]
  }
}
