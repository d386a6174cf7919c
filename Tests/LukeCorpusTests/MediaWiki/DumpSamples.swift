import Foundation
import LukeCorpus

/// A dump written in a test.
enum DumpSamples {
  static let head = """
    <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" version="0.10" xml:lang="en">
      <siteinfo>
        <sitename>Test</sitename>
        <dbname>testwiki</dbname>
        <namespaces>
          <namespace key="-2" case="first-letter">Media</namespace>
          <namespace key="0" case="first-letter" />
          <namespace key="1" case="first-letter">Talk</namespace>
          <namespace key="6" case="case-sensitive">Ding</namespace>
        </namespaces>
      </siteinfo>

    """

  static func page(_ title: String, _ text: String, namespace: Int? = 0, extra: String = "")
    -> String
  {
    """
      <page>
        <title>\(title)</title>
        \(namespace.map { "<ns>\($0)</ns>" } ?? "")
        <id>1</id>\(extra)
        <revision>
          <id>2</id>
          <contributor><username>someone</username><id>3</id></contributor>
          <text xml:space="preserve">\(text)</text>
        </revision>
      </page>

    """
  }

  static func dump(_ pages: [String]) -> String { head + pages.joined() + "</mediawiki>\n" }
}

/// All that is read of a dump.
struct ReadDump {
  var pages: [DumpPage] = []
  var counts = DumpCounts()
  var damages: [String] = []
  var redirects = RedirectTable()
  var site = SiteInfo()

  init(_ bytes: [UInt8], _ options: DumpSettings = .init()) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xml")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try self.init(file: file.path, options)
    damages = damages.map { $0.replacingOccurrences(of: file.path, with: "dump") }
  }

  init(_ text: String, _ options: DumpSettings = .init()) throws {
    try self.init(Array(text.utf8), options)
  }

  init(file: String, _ options: DumpSettings = .init()) throws {
    let dump = try MediaWikiDump(file: file, options: options)
    let parser = ArticleParser(site: dump.site, options: options)
    while let page = try dump.next() {
      pages.append(page)
      counts += parser.parse(page).counts
    }
    counts += dump.counts
    damages = dump.damages.map(\.description)
    redirects = dump.redirects
    site = dump.site
  }
}

/// The message with which reading a dump fails, `dump` in place of its path; nil if it does not.
func failure(reading bytes: [UInt8]) -> String? {
  let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xml")
  defer { try? FileManager.default.removeItem(at: file) }
  do {
    try Data(bytes).write(to: file)
    _ = try ReadDump(file: file.path)
    return nil
  } catch {
    return "\(error)".replacingOccurrences(of: file.path, with: "dump")
  }
}
