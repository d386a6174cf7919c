/// Characters that look like a line end, a tab or a blank and part nothing here.
enum OddSeparator {
  private static let names: [Unicode.Scalar: String] = [
    "\u{0B}": "a vertical tab", "\u{0C}": "a form feed", "\r": "a carriage return",
    "\u{85}": "next line", "\u{A0}": "a no-break space", "\u{200B}": "a space of no width",
    "\u{2028}": "a line separator", "\u{2029}": "a paragraph separator",
    "\u{3000}": "an ideographic space", "\u{FEFF}": "a byte order mark",
  ]

  /// What to say, at the end of a sentence about its columns, of a line that holds one; empty where it holds
  /// none.
  static func note(in line: String) -> String {
    guard let scalar = line.unicodeScalars.first(where: { names[$0] != nil }),
      let name = names[scalar]
    else { return "" }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "; it holds U+\(number), \(name), which parts neither lines nor columns here"
  }
}
