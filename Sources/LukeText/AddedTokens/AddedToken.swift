/// A token that is found in the text before anything else looks at it, like `<mask>` or `<ent>`.
struct AddedToken: Sendable, Equatable {
  /// The text to find.
  var content: String
  /// The id in the vocabulary.
  var id: Int32
  /// Whether it counts only between characters that are not part of words.
  var isSingleWord = false
  /// Whether it takes the whitespace before it.
  var stripsLeft = false
  /// Whether it takes the whitespace behind it.
  var stripsRight = false
  /// Whether it is found in the normalized text instead of the original.
  var isNormalized = false
  /// Whether it is a mark for the model and no text.
  var isSpecial = true
}
