/// Cuts a text into rows and fields: RFC 4180 where quoting is on, whatever is between delimiters where
/// it is off.
struct DelimitedRows {
  /// A row, and the lines it starts and ends in, counted from 1.
  struct Row {
    var fields: [String] = []
    var line: Int
    /// Another one than ``line`` where fields in quotes have line ends in them.
    var lastLine = 0
  }

  private(set) var rows: [Row] = []
  private(set) var faults: FaultCollector

  private let bytes: [UInt8]
  private let delimiter: UInt8
  private let quoting: Bool
  private var place = 0
  private var line = 1

  private static let quote = UInt8(ascii: "\"")

  /// Reads rows; with a `limit`, no more than so many.
  ///
  /// Lines without anything are none.
  init(_ source: SourceText, delimiter: UInt8, quoting: Bool, limit: Int = .max) {
    bytes = source.bytes
    self.delimiter = delimiter
    self.quoting = quoting
    faults = FaultCollector(file: source.file)
    while place < bytes.count, rows.count < limit { takeRow() }
  }

  /// Whether a byte ends a line here; a carriage return does where a line feed follows it.
  private func isLineEnd(_ index: Int) -> Bool {
    bytes[index] == .newline
      || bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count
        && bytes[index + 1] == .newline
  }

  private mutating func skipLineEnd() {
    if place < bytes.count, bytes[place] != .newline { place += 1 }
    place += 1
    line += 1
  }

  private mutating func takeRow() {
    var row = Row(line: line)
    while true {
      guard let field = takeField() else { return }
      row.fields.append(field)
      if place < bytes.count, bytes[place] == delimiter {
        place += 1
        continue
      }
      break
    }
    row.lastLine = line
    skipLineEnd()
    if row.fields != [""] { rows.append(row) }
  }

  /// The next field, up to the delimiter or the end of the line; nil where the row is broken, whose rest
  /// is passed over then.
  private mutating func takeField() -> String? {
    if quoting, place < bytes.count, bytes[place] == Self.quote { return takeQuoted() }
    let start = place
    while place < bytes.count, bytes[place] != delimiter, !isLineEnd(place) { place += 1 }
    var field = bytes[start..<place]
    // The last line may end with a carriage return alone.
    if place == bytes.count, field.last == UInt8(ascii: "\r") { field.removeLast() }
    return field.string
  }

  private mutating func takeQuoted() -> String? {
    let firstLine = line
    var field: [UInt8] = []
    place += 1
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == Self.quote {
        if place == bytes.count || bytes[place] == delimiter || isLineEnd(place) {
          return String(decoding: field, as: UTF8.self)
        }
        guard bytes[place] == Self.quote else {
          let quote =
            line == firstLine
            ? "the closing quote of a field"
            : "the quote in line \(line) that closes the field begun here"
          faults.add(
            line: firstLine,
            "\(Self.shown(bytes[place...])) follows \(quote); quotes within a field are "
              + "written twice, and data.quoting: false takes all quotes as text")
          while place < bytes.count, !isLineEnd(place) { place += 1 }
          skipLineEnd()
          return nil
        }
        place += 1
      } else if byte == .newline {
        line += 1
      }
      field.append(byte)
    }
    let last = bytes.last == .newline ? line - 1 : line
    let end = last > firstLine ? ", to the end of the file in line \(last)" : ""
    faults.add(
      line: firstLine,
      "the quote that begins a field is never closed\(end); data.quoting: false takes quotes as text"
    )
    return nil
  }

  /// The next character, as a message shows it.
  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    "\"" + String(String(decoding: bytes.prefix(4), as: UTF8.self).prefix(1)) + "\""
  }
}
