/// The texts of a file with their mentions, with what was found out about the file.
public struct MentionCorpus: LabelledCorpus {
  /// The file's path as the user gave it.
  public let file: String
  /// The CRC-32 of the file.
  public let checksum: UInt32
  /// The texts in the order of the file.
  public var texts: [MentionText]
  /// The format and the encoding of the file.
  public let layout: String
  /// What was guessed, left out or looks wrong, one sentence each.
  public var notes: [String]
  /// Which part of the file's examples are there; nil for all.
  public private(set) var part: String?
  /// What answers call the texts, by their keys in records of JSON.
  public private(set) var answeredKeys: [String: String] = [:]

  init(
    _ source: SourceText, texts: [MentionText], format: MentionDataFormat, notes: [String]
  ) {
    file = source.file
    checksum = source.checksum
    self.texts = texts
    layout = "\(format.title), \(source.encoding.title)"
    switch format {
    case .ernie: answeredKeys = ["sent": "text"]
    case .figer: answeredKeys = ["tokens": "text"]
    case .jsonLines, .ultraFine: break
    }
    let first = source.isContinued ? nil : texts.first { !$0.mentions.isEmpty }
    let excerpt = first.map { ["\(source.file): the first mention reads: \($0.excerpt)"] } ?? []
    self.notes = source.notes + notes + excerpt
  }

  /// Texts of a program, without a file.
  public init(_ texts: [MentionText]) {
    (file, checksum, layout, notes) = ("text", 0, "text", [])
    self.texts = texts
  }

  /// How many mentions there are.
  public var mentionCount: Int { texts.reduce(0) { $0 + $1.mentions.count } }

  /// The types of all mentions, each as often as it is given.
  public var labels: [String] { texts.flatMap { $0.mentions.flatMap { $0.labels ?? [] } } }

  /// The type of each text that has one mention with one type.
  public var divisibleExamples: [DivisibleExample]? {
    texts.enumerated().map { number, example in
      DivisibleExample(document: number, label: example.singleLabel)
    }
  }

  /// The line of each text.
  public var answeredLines: [Int]? { texts.map(\.location.line) }

  /// The corpus with some of its texts.
  public func keeping(_ examples: [Int], as part: String) -> Self {
    var corpus = self
    corpus.texts = examples.map { texts[$0] }
    corpus.part = part
    return corpus
  }
}

extension MentionText {
  /// The type, where there is one mention that has one.
  fileprivate var singleLabel: String? {
    guard mentions.count == 1, let labels = mentions[0].labels, labels.count == 1 else {
      return nil
    }
    return labels[0]
  }
}
