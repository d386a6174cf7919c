import LukeSystem

extension LinkedText {
  /// The text without byte order marks, wherever they are: they stand for nothing.
  var withoutByteOrderMarks: LinkedText {
    guard text.utf8.contains(ByteOrderMark.utf8[0]), text.unicodeScalars.contains("\u{FEFF}") else {
      return self
    }
    let bytes = Array(text.utf8)
    var (kept, removed) = ([UInt8](), [Int]())
    var place = 0
    while place < bytes.count {
      if bytes[place...].starts(with: ByteOrderMark.utf8) {
        removed.append(place)
        place += ByteOrderMark.utf8.count
      } else {
        kept.append(bytes[place])
        place += 1
      }
    }
    func moved(_ place: Int) -> Int {
      place - removed.reduce(0) { $0 + min(max(place - $1, 0), ByteOrderMark.utf8.count) }
    }
    let links = links.compactMap { link -> EntityLink? in
      let range = moved(link.range.lowerBound)..<moved(link.range.upperBound)
      return range.isEmpty ? nil : EntityLink(title: link.title, range: range)
    }
    return LinkedText(text: String(decoding: kept, as: UTF8.self), links: links)
  }
}
