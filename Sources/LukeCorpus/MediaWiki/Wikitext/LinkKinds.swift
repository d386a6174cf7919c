/// Tells links to files and categories from those to articles, by the names of their namespaces.
struct LinkKinds: Sendable {
  enum Kind {
    case article
    case media
    case category
  }

  /// Names of namespaces in lower case.
  private let names: [String: Kind]
  /// Whether blanks around the name count as nothing, as MediaWiki has it.
  private let forgivesBlanks: Bool
  private let maximumCount: Int

  init(media: [String], categories: [String], forgivesBlanks: Bool) {
    var names: [String: Kind] = [:]
    for name in categories { names[Self.normalized(name.utf8, forgivesBlanks)] = .category }
    for name in media { names[Self.normalized(name.utf8, forgivesBlanks)] = .media }
    self.names = names
    self.forgivesBlanks = forgivesBlanks
    maximumCount = (names.keys.map(\.utf8.count).max() ?? 0) + 16
  }

  /// What a link is whose title, as it is written, begins at `start`.
  func kind(_ bytes: UnsafePointer<UInt8>, titleFrom start: Int) -> Kind {
    prefix(bytes, titleFrom: start).map { names[$0] ?? .article } ?? .article
  }

  /// How many bytes at the start of a text are the name of the namespace of categories, and a colon.
  func categoryPrefixCount(_ text: ArraySlice<UInt8>) -> Int {
    guard let colon = text.prefix(maximumCount).firstIndex(of: UInt8(ascii: ":")),
      names[Self.normalized(text[..<colon], forgivesBlanks)] == .category
    else { return 0 }
    return colon + 1 - text.startIndex
  }

  private func prefix(_ bytes: UnsafePointer<UInt8>, titleFrom start: Int) -> String? {
    for count in 0..<maximumCount {
      switch bytes[start + count] {
      case UInt8(ascii: ":"):
        let name = UnsafeBufferPointer(start: bytes + start, count: count)
        return Self.normalized(name, forgivesBlanks)
      case 0, .newline, UInt8(ascii: "|"), UInt8(ascii: "]"), UInt8(ascii: "["): return nil
      default: break
      }
    }
    return nil
  }

  private static func normalized(
    _ name: some Collection<UInt8>, _ forgivesBlanks: Bool
  ) -> String {
    let text = String(decoding: name, as: UTF8.self).lowercased()
    guard forgivesBlanks else { return text }
    return text.split { $0 == " " || $0 == "_" }.joined(separator: " ")
  }
}
