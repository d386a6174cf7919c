/// Pieces of Markdown, as GitHub and the Hugging Face hub read it.
package enum MarkdownText {
  /// Text that stands for itself, on one line, also in a cell of a table.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.withBlanksForSteering.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "#", "|", "~", "!", "$":
        result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Text as code, on one line; not for cells of tables.
  package static func code(_ text: String) -> String {
    let text = text.withBlanksForSteering
    if text.isEmpty { return "" }
    let fence = String(repeating: "`", count: longestFence(in: text) + 1)
    // One blank at each end is taken off again where both are there.
    let isEnclosed =
      text.hasPrefix("`") || text.hasSuffix("`") || (text.hasPrefix(" ") && text.hasSuffix(" "))
    return isEnclosed ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  /// A table; cells are Markdown already.
  package static func table(_ heading: [String], _ rows: [[String]]) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    return ([line(heading), line(heading.map { _ in "---" })] + rows.map(line))
      .joined(separator: "\n")
  }

  private static func longestFence(in text: String) -> Int {
    var (longest, length) = (0, 0)
    for scalar in text.unicodeScalars {
      length = scalar == "`" ? length + 1 : 0
      longest = max(longest, length)
    }
    return longest
  }
}
