public import LukeModel

/// A question with each of its choices as the model reads them, and which choice is right.
public struct ChoiceFeature: Hashable, Sendable {
  /// A sequence for each choice, special tokens included.
  public var choices: [LukeExample]
  /// The index of the right choice; nil where it is not known.
  public var answer: Int?
  /// The index of the example in its corpus.
  public var index: Int

  /// Creates a feature.
  public init(choices: [LukeExample], answer: Int? = nil, index: Int) {
    (self.choices, self.answer, self.index) = (choices, answer, index)
  }
}

extension ChoiceFeature: StoredFeature {
  /// Appends the feature.
  public func store(in writer: inout FeatureWriter) {
    writer.write(choices) { choice, writer in
      writer.write(choice.wordIDs)
      writer.write(choice.wordTypeIDs ?? [])
    }
    writer.write(answer ?? -1)
    writer.write(index)
  }

  /// Reads what `store(in:)` wrote.
  public init(from reader: inout FeatureReader) throws(FeatureStorageError) {
    let choices = try reader.list { (reader) throws(FeatureStorageError) in
      let (words, types) = (try reader.integers(), try reader.integers())
      guard types.isEmpty || types.count == words.count else { throw FeatureStorageError() }
      return LukeExample(wordIDs: words, wordTypeIDs: types.isEmpty ? nil : types)
    }
    let (answer, index) = (try reader.integer(), try reader.integer())
    guard answer < choices.count else { throw FeatureStorageError() }
    self.init(choices: choices, answer: answer < 0 ? nil : answer, index: index)
  }
}
