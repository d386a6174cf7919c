public import LukeModel

/// A question with a window of its context as the model reads them, and where the answer is.
public struct QuestionFeature: Hashable, Sendable {
  /// What is to be learned of a window.
  public enum Target: Hashable, Sendable {
    /// Nothing: the answer is not known.
    case unknown
    /// The first token: the window does not hold the answer, or there is none.
    case none
    /// The first and the last token of the answer.
    case tokens(first: Int, last: Int)
  }

  /// The sequence, special tokens included.
  public var example: LukeExample
  /// Where in the sequence the window of the context begins.
  public var contextStart: Int
  /// The Unicode scalars of the context that each token of the window covers.
  public var offsets: [Range<Int>]
  /// Where the answer is.
  public var target: Target
  /// The index of the question in its corpus.
  public var index: Int

  /// Creates a feature.
  public init(
    example: LukeExample, contextStart: Int, offsets: [Range<Int>], target: Target = .unknown,
    index: Int
  ) {
    self.example = example
    self.contextStart = contextStart
    self.offsets = offsets
    self.target = target
    self.index = index
  }

  /// The tokens of the sequence that belong to the context.
  public var context: Range<Int> { contextStart..<contextStart + offsets.count }

  /// The first and the last token that the model should point to; negative for none.
  var positions: (start: Int32, end: Int32) {
    switch target {
    case .unknown: (-1, -1)
    case .none: (0, 0)
    case .tokens(let first, let last): (Int32(first), Int32(last))
    }
  }
}

extension QuestionFeature: StoredFeature {
  /// Features have had no entities.
  public static var version: Int { 2 }

  /// Appends the feature.
  public func store(in writer: inout FeatureWriter) {
    writer.write(example)
    writer.write(contextStart)
    writer.write(offsets.map { Int32($0.lowerBound) })
    writer.write(offsets.map { Int32($0.upperBound) })
    writer.write(Int(positions.start))
    writer.write(Int(positions.end))
    writer.write(index)
  }

  /// Reads what `store(in:)` wrote.
  public init(from reader: inout FeatureReader) throws(FeatureStorageError) {
    let example = try reader.example()
    let contextStart = try reader.integer()
    let (starts, ends) = (try reader.integers(), try reader.integers())
    let (first, last) = (try reader.integer(), try reader.integer())
    let wordCount = example.wordIDs.count
    guard starts.count == ends.count, contextStart >= 0,
      contextStart <= wordCount - starts.count,
      zip(starts, ends).allSatisfy({ 0 <= $0 && $0 <= $1 }),
      -1 <= first, first <= last, last < wordCount
    else { throw FeatureStorageError() }
    self.init(
      example: example, contextStart: contextStart,
      offsets: zip(starts, ends).map { Int($0)..<Int($1) },
      target: first < 0 ? .unknown : first == 0 ? .none : .tokens(first: first, last: last),
      index: try reader.integer())
  }
}
