import LukeSystem

/// A file of titles, one a line.
enum TitleList {
  /// The titles without blanks around them; blank lines and a byte order mark are none.
  /// - Throws: `TrainingError` with file and line.
  static func read(_ file: String) throws -> [String] {
    var bytes = try FileAccess.read(file, named: file, what: "white list", as: .stream)
    if bytes.starts(with: ByteOrderMark.utf8) { bytes.removeFirst(3) }
    var titles: [String] = []
    for (index, place) in ByteLines.places(in: bytes).enumerated() {
      let line = bytes[place]
      guard let text = String(validating: line, as: UTF8.self) else {
        throw TrainingError.notUTF8(line, at: "\(file):\(index + 1)")
      }
      let title = text.trimmingBlanks
      if !title.isEmpty { titles.append(title) }
    }
    return titles
  }
}
