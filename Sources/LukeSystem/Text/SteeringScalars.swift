extension Unicode.Scalar {
  /// Whether the scalar is not shown, but steers what shows it: control characters, what ends lines and paragraphs,
  /// and what turns the direction of the text around it.
  package var steersDisplay: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The scalar as people can read it: `\t`, `\n`, `\r` or `\u{1B}`.
  package var escape: String {
    switch self {
    case "\t": "\\t"
    case "\n": "\\n"
    case "\r": "\\r"
    default: "\\u{\(String(value, radix: 16, uppercase: true))}"
    }
  }
}

extension StringProtocol {
  /// The text as a terminal may get it: what would steer it as escapes, `\u{1B}`; tabs and ends of lines stay.
  package var safelyShown: String { escaping { $0 != "\t" && $0 != "\n" } }

  /// A line as a terminal may get it, tabs as they are: ends of lines in it begin no other.
  package var lineSafelyShown: String { escaping { $0 != "\t" } }

  /// The text on one line, what would steer a terminal, tabs and ends of lines as escapes.
  package var shownOnOneLine: String { escaping { _ in true } }

  private func escaping(_ isEscaped: (Unicode.Scalar) -> Bool) -> String {
    // Most text has no byte that such a scalar begins with.
    guard utf8.contains(where: \.mayBeginSteering) else { return String(self) }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.steersDisplay, isEscaped(scalar) {
        scalars.append(contentsOf: scalar.escape.unicodeScalars)
      } else {
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}

extension UInt8 {
  /// Whether a scalar that steers the display begins with the byte in UTF-8, perhaps with others.
  fileprivate var mayBeginSteering: Bool {
    self < 0x20 || self == 0x7F || self == 0xC2 || self == 0xE2
  }
}
