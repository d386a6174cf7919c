/// Byte order marks inside a text, where files with such marks were put together: no content.
struct InnerMarks {
  /// The text without them.
  let text: [UInt8]
  private var count = 0
  private var firstLine = 0

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Takes out the marks at the start of lines; one that is a word of its own, a column's separator
  /// after it, stays.
  init(_ text: [UInt8]) {
    guard text.contains(0xEF) else {
      self.text = text
      return
    }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var (start, line) = (0, 1)
    while start < text.count {
      let end = text[start...].firstIndex(of: .newline).map { $0 + 1 } ?? text.count
      while start < end, text[start..<end].starts(with: Self.mark),
        start + 3 == end || !(text[start + 3] == .space || text[start + 3] == .tab)
      {
        start += 3
        count += 1
        if firstLine == 0 { firstLine = line }
      }
      result += text[start..<end]
      (start, line) = (end, line + 1)
    }
    self.text = result
  }

  func notes(file: String) -> [String] {
    if count == 0 { return [] }
    let marks = count == 1 ? "a byte order mark" : "\(count) byte order marks"
    return [
      "\(file): \(marks) inside the file, in line \(firstLine)"
        + (count == 1 ? ", is" : " first, are") + " left out"
    ]
  }
}
