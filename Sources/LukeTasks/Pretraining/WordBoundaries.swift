import LukeText

/// Which tokens of a vocabulary begin a word, for hiding whole words.
package struct WordBoundaries: Sendable {
  private let begins: [Bool]

  /// Looks at every token of a vocabulary.
  package init(_ tokenizer: Tokenizer) {
    begins = (0..<tokenizer.vocabularySize).map { tokenizer.beginsWord(id: Int32($0)) }
  }

  /// Whether the token of an id begins a word.
  package func beginsWord(_ id: Int32) -> Bool {
    begins.indices.contains(Int(id)) ? begins[Int(id)] : true
  }
}
