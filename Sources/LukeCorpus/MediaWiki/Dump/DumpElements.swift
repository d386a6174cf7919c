internal import CLibXML2

/// Gathers pages and what is said about the wiki from the elements of a dump.
final class DumpElements {
  /// An element whose text matters.
  private enum Field {
    case databaseName
    case namespaceName(Int, isCaseSensitive: Bool)
    case title
    case namespace
    case model
    case text
  }

  /// The longest text of a page that is read, in bytes; MediaWiki saves none above 2 MiB.
  static let longestText = 1 << 24
  static let longestTextName = "16 MiB"
  /// The longest name.
  private static let longestName = 1 << 16

  /// Pages that are complete and were not taken yet.
  private(set) var pages: [RawPage] = []
  private(set) var site = SiteInfo()
  /// Whether all that is said about the wiki was read.
  private(set) var isSiteComplete = false
  /// The name of the outermost element.
  private(set) var rootName: String?
  /// Whether the outermost element was closed.
  private(set) var isRootClosed = false
  /// How many pages began.
  private(set) var startedPageCount = 0
  /// The page that has begun and not ended.
  private(set) var openPage: RawPage?
  /// Pages that another one began within.
  private(set) var brokenPages: [RawPage] = []

  private var depth = 0
  private var pageDepth = 0
  private var field: Field?
  private var fieldDepth = 0
  private var fieldText: [UInt8] = []
  /// The namespaces whose text is kept; that of others is not needed.
  private let namespaces: Set<Int>

  init(namespaces: Set<Int>) { self.namespaces = namespaces }

  func takePages() -> [RawPage] {
    defer { pages = [] }
    return pages
  }

  func takeBrokenPages() -> [RawPage] {
    defer { brokenPages = [] }
    return brokenPages
  }

  /// Forgets the open page and all open elements, to go on within an outermost element that is
  /// assumed.
  func restart() {
    openPage = nil
    depth = 0
    field = nil
    isRootClosed = false
  }

  // MARK: Elements

  /// Takes the start of an element; `offset` is asked for where a page begins.
  func start(
    _ name: UnsafePointer<UInt8>, attribute: (StaticString) -> String?, offset: () -> Int
  ) {
    depth += 1
    if depth == 1, rootName == nil {
      rootName = String(cString: name)
      site.language = attribute("lang") ?? ""
    }
    if name.is("page") {
      if let openPage { brokenPages.append(openPage) }
      startedPageCount += 1
      isSiteComplete = true
      openPage = RawPage()
      openPage?.start = offset()
      pageDepth = depth
    } else if openPage != nil {
      startInPage(name, attribute)
    } else if name.is("dbname") {
      begin(.databaseName)
    } else if name.is("namespace"), let key = attribute("key").flatMap({ Int($0) }) {
      begin(.namespaceName(key, isCaseSensitive: attribute("case") == "case-sensitive"))
    }
  }

  private func startInPage(
    _ name: UnsafePointer<UInt8>, _ attribute: (StaticString) -> String?
  ) {
    switch depth - pageDepth {
    case 1 where name.is("title"): begin(.title)
    case 1 where name.is("ns"): begin(.namespace)
    case 1 where name.is("redirect"): openPage?.redirect = attribute("title")
    case 2 where name.is("model"): begin(.model)
    case 2 where name.is("text"):
      // Of several revisions the last one is the current one.
      openPage?.text = []
      openPage?.isOversized = false
      if isTextNeeded { begin(.text) }
    default: break
    }
  }

  private var isTextNeeded: Bool {
    guard let page = openPage else { return false }
    return namespaces.contains(page.namespace ?? site.namespace(ofTitle: page.title))
  }

  private func begin(_ field: Field) {
    self.field = field
    fieldDepth = depth
    fieldText = []
  }

  /// Takes text.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let field, depth == fieldDepth else { return }
    if case .text = field {
      if let count = openPage?.text.count, count + bytes.count > Self.longestText {
        openPage?.text = []
        openPage?.isOversized = true
        self.field = nil
      } else {
        openPage?.text += bytes
      }
    } else if fieldText.count + bytes.count > Self.longestName {
      // Enough is kept to tell which page it was.
      fieldText = Array((fieldText + bytes.prefix(60)).prefix(60)) + Array("…".utf8)
      finishField()
      openPage?.hasLongTitle = true
    } else {
      fieldText += bytes
    }
  }

  /// Takes the end of an element; `offset` is asked for where a page ends.
  func end(_ name: UnsafePointer<UInt8>, offset: () -> Int) {
    if depth == fieldDepth { finishField() }
    if openPage != nil, depth == pageDepth {
      openPage?.end = offset()
      if let page = openPage { pages.append(page) }
      openPage = nil
    } else if name.is("siteinfo") {
      isSiteComplete = true
    }
    depth -= 1
    if depth == 0 { isRootClosed = true }
  }

  private func finishField() {
    guard let field else { return }
    let value = String(decoding: fieldText, as: UTF8.self)
    switch field {
    case .databaseName: site.databaseName = value
    case .namespaceName(let key, let isCaseSensitive):
      site.namespaces[key] = SiteInfo.Namespace(name: value, isCaseSensitive: isCaseSensitive)
    case .title: openPage?.title = value
    case .namespace: openPage?.namespace = Int(value)
    case .model: openPage?.model = value
    case .text: break
    }
    self.field = nil
    fieldDepth = -1
  }
}

extension UnsafePointer<UInt8> {
  /// Whether the bytes up to a zero are a name.
  fileprivate func `is`(_ name: StaticString) -> Bool {
    let other = name.utf8Start
    for index in 0..<name.utf8CodeUnitCount where self[index] != other[index] { return false }
    return self[name.utf8CodeUnitCount] == 0
  }
}
