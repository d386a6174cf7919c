public import LukeModel

/// Some words of a sentence, with those around them, as the model reads them.
public struct TokenFeature: Hashable, Sendable {
  /// The label of words that the loss ignores.
  public static let ignoredLabel: Int32 = -100

  /// The subwords, special ones included.
  public var example: LukeExample
  /// Where in the example each word that is asked starts.
  public var starts: [Int32]
  /// The class of each such word, ``ignoredLabel`` where it is not known.
  public var labels: [Int32]
  /// The index of the sentence in its corpus, and that of the first word in the sentence.
  public var sentence, firstWord: Int

  /// Creates a feature.
  public init(
    example: LukeExample, starts: [Int32], labels: [Int32], sentence: Int, firstWord: Int
  ) {
    self.example = example
    (self.starts, self.labels) = (starts, labels)
    (self.sentence, self.firstWord) = (sentence, firstWord)
  }

  /// The class of every subword: that of a word for its first one.
  var targets: [Int32] {
    var targets = [Int32](repeating: Self.ignoredLabel, count: example.wordIDs.count)
    for (start, label) in zip(starts, labels) { targets[Int(start)] = label }
    return targets
  }
}

extension TokenFeature: StoredFeature {
  /// Appends the feature.
  public func store(in writer: inout FeatureWriter) {
    writer.write(example.wordIDs)
    writer.write(starts)
    writer.write(labels)
    writer.write(sentence)
    writer.write(firstWord)
  }

  /// Reads what `store(in:)` wrote.
  public init(from reader: inout FeatureReader) throws(FeatureStorageError) {
    let words = try reader.integers()
    let (starts, labels) = (try reader.integers(), try reader.integers())
    guard starts.count == labels.count, starts.allSatisfy({ words.indices.contains(Int($0)) })
    else { throw FeatureStorageError() }
    self.init(
      example: LukeExample(wordIDs: words), starts: starts, labels: labels,
      sentence: try reader.integer(), firstWord: try reader.integer())
  }
}
