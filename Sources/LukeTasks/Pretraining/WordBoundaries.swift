import LukeText

/// Which tokens of a vocabulary begin a word, for hiding whole words.
///
/// As LUKE's authors have it: in byte-level vocabularies a token that begins with a space or with
/// punctuation, in WordPiece one without `##`.
package struct WordBoundaries: Sendable {
  private let begins: [Bool]

  /// Looks at every token of a vocabulary.
  package init(_ tokenizer: Tokenizer) {
    let family = tokenizer.family
    begins = (0..<tokenizer.vocabularySize).map { id in
      guard let token = tokenizer.token(id: Int32(id)) else { return true }
      switch family {
      case .byteLevelBPE:
        // A space, as the vocabulary spells it.
        guard let first = token.unicodeScalars.first else { return true }
        return first == "\u{120}" || Self.isPunctuation(first)
      case .wordPiece: return !token.hasPrefix("##")
      }
    }
  }

  /// Whether the token of an id begins a word.
  package func beginsWord(_ id: Int32) -> Bool {
    begins.indices.contains(Int(id)) ? begins[Int(id)] : true
  }

  /// BERT's notion of punctuation, of the byte's letter in the vocabulary.
  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 33...47, 58...64, 91...96, 123...126: true
    default:
      switch scalar.properties.generalCategory {
      case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
        .initialPunctuation, .finalPunctuation, .otherPunctuation:
        true
      default: false
      }
    }
  }
}
