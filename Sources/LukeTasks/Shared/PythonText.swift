/// What Python's text functions hold for letters, white space and small letters: official scorers are
/// written with them.
enum PythonText {
  /// Whether `str.split()` cuts at a scalar.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }

  /// Whether `\w` matches a scalar: letters, numbers and the underscore, but no combining marks.
  static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "_" || scalar.properties.numericType != nil { return true }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  /// Whether a scalar is punctuation: of a category P, or one of ASCII's.
  static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    if isASCIIPunctuation(scalar) { return true }
    return switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }

  /// Whether a scalar is of `string.punctuation`.
  static func isASCIIPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// `str.lower()`: a capital sigma at the end of a word becomes the sigma of ends.
  static func lowercased(_ text: String) -> [Unicode.Scalar] {
    let scalars = Array(text.unicodeScalars)
    return scalars.indices.flatMap { index -> [Unicode.Scalar] in
      guard scalars[index] == "Σ" else {
        return Array(scalars[index].properties.lowercaseMapping.unicodeScalars)
      }
      let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
      let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
      let isEnd = before?.properties.isCased == true && after?.properties.isCased != true
      return [isEnd ? "ς" : "σ"]
    }
  }

  /// `str.split()`.
  ///
  /// Words are scalars, as Python compares them: a `String` is equal to another one that is composed
  /// differently.
  static func words(_ scalars: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    scalars.split(whereSeparator: isSpace).map(Array.init)
  }
}
