import LukeTasks

extension ShownExample {
  /// The most words and characters of a part that are shown.
  private static let mostWords = 60, mostCharacters = 300

  /// The example for people: tags below their words, or parts with their names.
  var lines: [String] {
    words.isEmpty
      ? parts.flatMap { part in
        WrappedText.lines(
          "\(part.name): \(ShownText.short(part.text, Self.mostCharacters))", indent: 2, further: 4)
      } : wordLines
  }

  private var wordLines: [String] {
    let count = min(words.count, Self.mostWords)
    var lines: [String] = []
    var block: [[String]] = []
    var width = 2
    func end() {
      if block.isEmpty { return }
      if !lines.isEmpty { lines.append("") }
      lines += (0...tags.count).map { row in
        let line = "  " + block.map { $0[row] }.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
      }
      (block, width) = ([], 2)
    }
    for index in 0..<count {
      let cells = [ShownText.short(words[index])] + tags.map { $0[index] }
      let size = cells.map(\.displayWidth).max() ?? 0
      if width + size > WrappedText.width { end() }
      block.append(cells.map { $0 + String(repeating: " ", count: size - $0.displayWidth) })
      width += size + 2
    }
    end()
    return lines + (count < words.count ? ["  … and \(words.count - count) more words"] : [])
  }
}
