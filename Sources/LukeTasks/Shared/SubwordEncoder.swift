import LukeText

/// What features need of a tokenizer: subword ids of text, and the special ones.
package struct SubwordEncoder: Sendable {
  /// Whether subwords carry the space before them, so that a word reads differently after a space.
  package var marksSpaces: Bool
  /// The token before each sequence.
  package var classificationID: Int32
  /// The token after each sequence.
  package var separatorID: Int32
  /// The token for what has no subwords.
  package var unknownID: Int32
  /// The ids of a text, read as if a space stood before it where asked.
  package var ids: @Sendable (_ text: String, _ addPrefixSpace: Bool) -> [Int32]

  package init(
    marksSpaces: Bool, classificationID: Int32, separatorID: Int32, unknownID: Int32,
    ids: @escaping @Sendable (_ text: String, _ addPrefixSpace: Bool) -> [Int32]
  ) {
    self.marksSpaces = marksSpaces
    self.classificationID = classificationID
    self.separatorID = separatorID
    self.unknownID = unknownID
    self.ids = ids
  }

  package init(_ tokenizer: Tokenizer) {
    self.init(
      marksSpaces: tokenizer.marksSpaces, classificationID: tokenizer.classificationID,
      separatorID: tokenizer.separatorID, unknownID: tokenizer.unknownID
    ) { text, addPrefixSpace in
      tokenizer.ids(of: text, addPrefixSpace: addPrefixSpace)
    }
  }
}
