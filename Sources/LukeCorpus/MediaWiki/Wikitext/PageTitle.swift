/// Titles of pages in the form that tells whether two are the same.
package enum PageTitle {
  /// The title with spaces for underscores and its first character in upper case.
  package static func normalized(_ title: String) -> String {
    normalized(Array(title.utf8)[...])
  }

  /// The same for a title in UTF-8.
  static func normalized(_ title: ArraySlice<UInt8>) -> String {
    guard let first = title.first else { return "" }
    if first < 0x80 {
      return String(unsafeUninitializedCapacity: title.count) { buffer in
        for (index, byte) in title.enumerated() {
          buffer[index] = byte == UInt8(ascii: "_") ? .space : byte
        }
        if first &- 97 < 26 { buffer[0] = first & 0xDF }
        return title.count
      }
    }
    var scalars = String(decoding: title, as: UTF8.self).unicodeScalars
    let initial = scalars.removeFirst()
    return initial.properties.uppercaseMapping
      + String(String.UnicodeScalarView(scalars.map { $0 == "_" ? " " : $0 }))
  }
}
