public import LukeModel

/// A question with each of its choices as the model reads them, and which choices are right.
public struct ChoiceFeature: Hashable, Sendable {
  /// A sequence for each choice, special tokens included.
  public var choices: [LukeExample]
  /// The indices of the right choices; nil where they are not known.
  public var answers: [Int32]?
  /// The index of the example in its corpus.
  public var index: Int

  /// Creates a feature.
  public init(
    choices: [LukeExample], answer: Int? = nil, answers: [Int32]? = nil, index: Int
  ) {
    (self.choices, self.index) = (choices, index)
    self.answers = answers ?? answer.map { [Int32($0)] }
  }

  /// The index of the right choice; nil where it is not known, or not the only one.
  public var answer: Int? { answers?.count == 1 ? answers.map { Int($0[0]) } : nil }
}

extension ChoiceFeature: StoredFeature {
  /// Features have had one answer, and no entities.
  public static var version: Int { 3 }

  /// Appends the feature.
  public func store(in writer: inout FeatureWriter) {
    writer.write(choices) { $1.write($0) }
    writer.write(answers == nil ? 0 : 1)
    writer.write(answers ?? [])
    writer.write(index)
  }

  /// Reads what `store(in:)` wrote.
  public init(from reader: inout FeatureReader) throws(FeatureStorageError) {
    let choices = try reader.list { (reader) throws(FeatureStorageError) in
      try reader.example()
    }
    let (isKnown, answers) = (try reader.integer(), try reader.integers())
    guard answers.allSatisfy({ choices.indices.contains(Int($0)) }) else {
      throw FeatureStorageError()
    }
    self.init(
      choices: choices, answers: isKnown == 1 ? answers : nil, index: try reader.integer())
  }
}
