import LukeSystem

/// What stands before the outermost element of XML: its declaration, comments, instructions.
struct XMLProlog {
  /// The encoding that the declaration names.
  private(set) var encoding: String?
  /// The name of the outermost element; nil where none begins within the bytes.
  private(set) var rootName: String?
  /// The text of its tag after the name, as far as it is there.
  private(set) var rootAttributes = ""
  /// Where its tag begins.
  private(set) var end = 0
  /// Whether there is a document type declaration.
  private(set) var documentType: String?

  /// Looks at the first bytes of a file, in UTF-8 or any encoding that has ASCII in it.
  init(_ bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    end = bytes.starts(with: ByteOrderMark.utf8) ? 3 : 0
    while true {
      while end < bytes.count, bytes[end].isBlank || bytes[end] == .newline { end += 1 }
      let rest = bytes[end...]
      if rest.starts(with: "<?".utf8) {
        guard let close = rest.firstRange(of: Array("?>".utf8)) else { return }
        if encoding == nil, rest.starts(with: "<?xml".utf8) {
          encoding = Self.encoding(in: rest[..<close.lowerBound].string)
        }
        end = close.upperBound
      } else if rest.starts(with: "<!--".utf8) {
        guard let close = rest.firstRange(of: Array("-->".utf8)) else { return }
        end = close.upperBound
      } else if rest.starts(with: "<!".utf8) {
        let name = rest.dropFirst(2).prefix { !$0.isBlank && $0 != UInt8(ascii: ">") }
        guard name.string.lowercased() == "doctype",
          let close = rest.firstIndex(of: UInt8(ascii: ">"))
        else { return }
        documentType = rest[..<close].dropFirst(2 + name.count).string.lowercased()
          .split { $0 == " " || $0 == "\n" }.first.map(String.init)
        end = close + 1
      } else {
        readRoot(rest)
        return
      }
    }
  }

  private mutating func readRoot(_ bytes: ArraySlice<UInt8>) {
    guard bytes.first == UInt8(ascii: "<") else { return }
    let name = bytes.dropFirst().prefix {
      !$0.isBlank && $0 != .newline && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
    }
    let isName = name.first.map { Character(UnicodeScalar($0)).isLetter || $0 == 0x5F } ?? false
    guard isName, name.count <= 64 else { return }
    rootName = name.string
    rootAttributes =
      bytes.dropFirst(1 + name.count).prefix { $0 != UInt8(ascii: ">") }
      .prefix(1024).string
  }

  private static func encoding(in declaration: String) -> String? {
    guard let key = declaration.range(of: "encoding") else { return nil }
    let value = declaration[key.upperBound...].drop { " \t\r\n=".contains($0) }
    guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
    let name = value.dropFirst().prefix { $0 != quote }
    let isName = name.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || [0x2D, 0x2E, 0x5F].contains($0)
    }
    return isName && !name.isEmpty ? String(name) : nil
  }
}
