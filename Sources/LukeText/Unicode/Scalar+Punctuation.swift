extension Unicode.Scalar {
  /// Whether the scalar is ASCII punctuation or a symbol, or of a punctuation category, as BERT has it.
  ///
  /// By the categories of the running Unicode version; a tokenizer goes by those of the version that it
  /// was made with (``UnicodeProperties``).
  package var isBertPunctuation: Bool {
    switch value {
    case 33...47, 58...64, 91...96, 123...126: return true
    default: break
    }
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }
}
