import LukeSystem

/// Byte order marks inside a text, where files with such marks were put together: no content.
struct InnerMarks {
  /// The text without them.
  let text: [UInt8]
  private var count = 0
  private var firstLine = 0

  private static let mark = ByteOrderMark.utf8

  /// Takes the marks out; one that is a word of its own, between separators of columns, stays, and so
  /// do those within lines of JSON, whose offsets count them.
  init(_ text: [UInt8]) {
    guard text.contains(0xEF) else {
      self.text = text
      return
    }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    let isJSON =
      text.first { !$0.isBlank && $0 != .newline && $0 < 0x80 }
      .map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } ?? false
    for (index, place) in ByteLines.places(in: text).enumerated() {
      let line = index + 1
      var start = place.lowerBound
      let end = min(place.upperBound + 1, text.count)
      while start < end, text[start..<end].starts(with: Self.mark),
        start + 3 == end || !(text[start + 3] == .space || text[start + 3] == .tab)
      {
        start += 3
        count += 1
        if firstLine == 0 { firstLine = line }
      }
      if isJSON {
        result += text[start..<end]
      } else {
        let found = Self.append(text[start..<end], to: &result)
        count += found
        if found > 0, firstLine == 0 { firstLine = line }
      }
    }
    self.text = result
  }

  /// Adds a line without the marks within its words; gives how many were taken out.
  private static func append(_ bytes: ArraySlice<UInt8>, to result: inout [UInt8]) -> Int {
    func isSeparator(_ place: Int) -> Bool {
      guard bytes.indices.contains(place) else { return true }
      return [.space, .tab, .newline].contains(bytes[place])
    }
    var (place, count) = (bytes.startIndex, 0)
    while place < bytes.endIndex {
      guard bytes[place] == mark[0], bytes[place...].starts(with: mark) else {
        result.append(bytes[place])
        place += 1
        continue
      }
      if isSeparator(place - 1), isSeparator(place + mark.count) {
        result += mark
      } else {
        count += 1
      }
      place += mark.count
    }
    return count
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
