/// The cells of WebAnno's TSV.
enum WebAnnoText {
  /// The values of a cell, `PER[3]|LOC[4]`, with the numbers of spans; none of `_`.
  static func values(_ cell: String) -> [(label: String, number: String?)] {
    if cell == "_" || cell.isEmpty { return [] }
    var (values, value, isEscaped) = ([String](), "", false)
    for character in cell {
      if character == "|", !isEscaped {
        values.append(value)
        value = ""
        continue
      }
      value.append(character)
      isEscaped = character == "\\" && !isEscaped
    }
    return (values + [value]).map { value in
      guard value.hasSuffix("]"), !value.hasSuffix("\\]"),
        let open = value.lastIndex(of: "["), open != value.startIndex,
        value[value.index(after: open)...].dropLast().allSatisfy(\.isNumber)
      else { return (value, nil) }
      return (String(value[..<open]), String(value[value.index(after: open)...].dropLast()))
    }
  }

  /// A text without the backslashes before characters that have a meaning.
  static func unescaped(_ text: String) -> String {
    guard text.contains("\\") else { return text }
    var (result, isEscaped) = ("", false)
    for character in text {
      if isEscaped {
        switch character {
        case "t": result.append("\t")
        case "n": result.append("\n")
        case "r": result.append("\r")
        default: result.append(character)
        }
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// A text with backslashes before the characters that have a meaning.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "[", "]", "|", "_", "*", ";": result += "\\\(character)"
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      default: result.append(character)
      }
    }
    return result
  }
}
