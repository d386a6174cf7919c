public import LukeAutodiff
public import LukeLayers

/// A plain encoder that classifies spans by their words: `[first word; last word; mean of all]` → class.
///
/// It is transformers' token classifier with three columns for each class, the scores of first words, of
/// last ones, and of all words of a span, which add up to those of the span (`Tape.spanScores`):
/// `LukeForTokenClassification`, `BertForTokenClassification` load it as it is. Spans cost no more than
/// words, so that an encoder without entities need not learn first what an entity is.
public struct SpansOfWords {
  /// The name transformers knows the classifier of its words by.
  public static let architecture = LukeForTokenClassification.architecture
  private let words: LukeForTokenClassification

  /// Declares the encoder and a classifier with a column for each of the configuration's labels.
  public init(_ configuration: LukeConfiguration, in store: ParameterStore) {
    words = LukeForTokenClassification(configuration, in: store)
  }

  /// What the columns of words are called, part by part: `first:PER`, …, `last:PER`, …, `inside:PER`, ….
  public static func columns(ofClasses classes: [String]) -> [String] {
    parts.flatMap { part in classes.map { part + ":" + $0 } }
  }

  /// The classes of spans that columns of words are for; columns of other names are none of spans, and stay.
  public static func classes(ofColumns columns: [String]) -> [String] {
    let classes = columns.prefix(columns.count / parts.count).map {
      String($0.dropFirst(parts[0].count + 1))
    }
    return self.columns(ofClasses: classes) == columns ? classes : columns
  }

  private static let parts = ["first", "last", "inside"]
}

extension SpansOfWords: FineTunedHead {
  /// Packed words, and where in them the spans are.
  public struct Input: Sendable {
    /// The examples, without entities.
    public var batch: PackedBatch
    /// The rows of the first and of the last word of each span.
    public var starts, ends: [Int32]

    /// Creates an input; each span has a start and an end.
    public init(_ batch: PackedBatch, starts: [Int32], ends: [Int32]) {
      (self.batch, self.starts, self.ends) = (batch, starts, ends)
    }
  }

  /// The encoder.
  public var luke: LukeEncoder { words.luke }
  /// There is none.
  public static var pooler: LukePooler { .absent }
  /// Yes.
  public static var readsWordsAlone: Bool { true }
  /// That of the words' classifier, `[3 · classes]`; the first part is that of the spans.
  public var classifierBias: Parameter? { words.classifierBias }
  /// A third of the columns.
  public var classCount: Int { luke.configuration.labelCount / 3 }

  /// Logits of spans, `[spans, classes]`.
  public func outputs(_ input: Input, on tape: Tape) -> Tensor {
    let logits = words.logits(luke(input.batch, on: tape), on: tape)
    return tape.phase(.heads) {
      tape.spanScores(logits, starts: input.starts, ends: input.ends)
    }
  }

  /// Hidden states and logits of the words, as transformers' token classifier has them.
  public func trace(
    _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [TracedOutput], loss: Tensor?) { try words.trace(batch, on: tape) }
}
