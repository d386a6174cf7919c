extension StringProtocol {
  /// How many columns of a terminal the text takes: letters of East Asian scripts have two, marks on letters none.
  var displayWidth: Int {
    unicodeScalars.reduce(0) { width, scalar in
      // Neither kind is among the first scalars, which most text is of.
      if scalar.value < 0x300 { return width + 1 }
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return width
      default: return width + (scalar.isWide ? 2 : 1)
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is of a script whose letters are as wide as two others, or a picture.
  ///
  /// Source: the blocks of Unicode's EastAsianWidth.txt that are wide throughout.
  fileprivate var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
