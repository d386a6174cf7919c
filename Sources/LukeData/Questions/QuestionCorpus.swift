/// Questions about texts, of one file.
public struct QuestionCorpus: LabelledCorpus {
  /// The file's path as the user gave it.
  public let file: String
  /// The CRC-32 of the file; 0 for examples that are from none.
  public let checksum: UInt32
  /// The questions, in the order of the file.
  public var examples: [QuestionExample]
  /// How many texts the file asks about.
  public private(set) var contextCount: Int
  /// What was found out of the file: its format and its encoding.
  public let layout: String
  /// The format; nil for examples that are from no file.
  public let format: QuestionDataFormat?
  /// What was guessed or left out, one sentence each.
  public var notes: [String]
  /// Which part of the file's examples are there; nil for all.
  public private(set) var part: String?

  init(
    _ source: SourceText, examples: [QuestionExample], contextCount: Int,
    format: QuestionDataFormat, columns: String = "", notes: [String]
  ) {
    (file, checksum) = (source.file, source.checksum)
    (self.examples, self.contextCount, self.format) = (examples, contextCount, format)
    layout = "\(format.title), \(source.encoding.title)\(columns)"
    self.notes = source.notes + notes
  }

  /// Examples that are from no file.
  public init(_ examples: [QuestionExample]) {
    (file, checksum, layout, format) = ("examples", 0, "examples", nil)
    (self.examples, contextCount, notes) = (examples, Set(examples.map(\.context)).count, [])
  }

  /// The article of each question, or the context where there are no articles.
  public var divisibleExamples: [DivisibleExample]? {
    var contexts: [String: Int] = [:]
    return examples.map { example in
      if let article = example.article { return DivisibleExample(document: article) }
      let context = contexts[example.context, default: contexts.count]
      contexts[example.context] = context
      return DivisibleExample(document: context)
    }
  }

  /// The line of each question.
  public var answeredLines: [Int]? { examples.map(\.location.line) }

  /// The corpus with some of its questions.
  public func keeping(_ examples: [Int], as part: String) -> Self {
    var corpus = self
    corpus.examples = examples.map { self.examples[$0] }
    corpus.contextCount = Set(corpus.examples.map(\.context)).count
    corpus.part = part
    return corpus
  }

  /// How many questions are said to have no answer.
  public var unanswerableCount: Int { examples.count { $0.answers?.isEmpty == true } }
}
