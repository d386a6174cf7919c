public import LukeCorpus
public import LukeData

/// What is to be answered, and in which form.
public struct AnswerRequest: Sendable {
  /// Text or examples in any format that recipes take; `-` is standard input.
  public var file: String
  /// The form of a labelling tool, for entities; by default JSON Lines.
  public var format: EntityAnswerFormat
  /// How plain text is cut into sentences, each of which is answered by itself; nil for data that are what they
  /// are, text then a line at a time.
  public var sentences: SentenceSplitting?
  /// The file that the answers are for: beside it those are kept that are there, so that the same request goes on
  /// after an end in the middle; nil keeps none.
  public var output: String?
  /// Whether answers of another request that are kept there are thrown away, which is refused otherwise.
  public var isReplacing: Bool

  /// Creates a request.
  public init(
    _ file: String, as format: EntityAnswerFormat = .jsonLines,
    sentences: SentenceSplitting? = nil, output: String? = nil,
    isReplacing: Bool = false
  ) {
    (self.file, self.format, self.sentences) = (file, format, sentences)
    (self.output, self.isReplacing) = (output, isReplacing)
  }
}
