/// What a dump says about its wiki.
package struct SiteInfo: Hashable, Sendable {
  /// A namespace of pages.
  package struct Namespace: Hashable, Sendable {
    /// The name before the colon in titles, in the wiki's language; empty for articles.
    package var name: String
    /// Whether the first letter of a title keeps its case.
    package var isCaseSensitive: Bool

    package init(name: String, isCaseSensitive: Bool = false) {
      (self.name, self.isCaseSensitive) = (name, isCaseSensitive)
    }
  }

  /// Namespaces that links are told apart by, with their numbers in MediaWiki.
  package enum Role: Int, Sendable {
    case media = -2
    case file = 6
    case category = 14
  }

  /// The language as `xml:lang` has it, such as `en` or `zh-min-nan`; empty if nothing says it.
  package var language = ""
  /// The name of the database, such as `enwiki`.
  package var databaseName = ""
  /// The namespaces by their numbers.
  package var namespaces: [Int: Namespace] = [:]

  package init(language: String = "") { self.language = language }

  /// All names of some namespaces: in English, in the wiki's language, and those used before.
  package func names(of roles: Set<Role>) -> [String] {
    var names = roles.flatMap { role in
      switch role {
      case .media: ["Media"]
      case .file: ["File", "Image"]
      case .category: ["Category"]
      }
    }
    names += roles.compactMap { namespaces[$0.rawValue]?.name }.filter { !$0.isEmpty }
    if roles.contains(.category) { names += NamespaceNames.categories(in: language) }
    if !roles.isDisjoint(with: [.file, .media]) { names += NamespaceNames.files(in: language) }
    return names
  }

  /// The number of the namespace that a title is in, by what stands before its colon.
  func namespace(ofTitle title: String) -> Int {
    guard let colon = title.firstIndex(of: ":") else { return 0 }
    let prefix = title[..<colon].lowercased()
    if let found = namespaces.first(where: { $0.value.name.lowercased() == prefix }) {
      return found.key
    }
    return Self.canonicalNames[prefix] ?? 0
  }

  /// Numbers of the namespaces that every wiki has, by their names in English in lower case.
  private static let canonicalNames: [String: Int] = [
    "media": -2, "special": -1, "talk": 1, "user": 2, "user talk": 3, "project": 4,
    "project talk": 5, "file": 6, "image": 6, "file talk": 7, "image talk": 7, "mediawiki": 8,
    "mediawiki talk": 9, "template": 10, "template talk": 11, "help": 12, "help talk": 13,
    "category": 14, "category talk": 15,
  ]
}
