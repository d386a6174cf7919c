import Foundation
import LukeCorpus
import LukeFiles
import LukeTestSupport
import Testing

@Suite(.enabled(if: sharedData("gensim_wiki_dumps") != nil))
struct SharedDumpTests {
  private static let english =
    "gensim_wiki_dumps/enwiki-latest-pages-articles1.xml-p000000010p000030302-shortened.bz2"

  /// All dumps that are there.
  static var files: [URL] {
    ["gensim_wiki_dumps", "dumpster_dive_smallwiki", "dbpedia_minidumps"].compactMap(sharedData)
      .flatMap { folder in
        FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?
          .compactMap { $0 as? URL } ?? []
      }
      .filter { $0.lastPathComponent.contains(".xml") }
      .sorted { $0.path < $1.path }
  }

  @Test func theEnglishDumpIsReadAsTheReferenceReadsIt() throws {
    var options = DumpSettings()
    options.wikitext = .reference
    let read = try ReadDump(file: #require(sharedData(Self.english)).path, options)
    #expect(read.counts.pages == 206)
    #expect(read.counts.articles == 106)
    #expect(read.counts.redirects == 99)
    #expect(read.counts.otherNamespaces == 1)
    #expect(read.counts.paragraphs == 2367)
    #expect(read.counts.links.kept == 23559)
    #expect(read.redirects.count == 99)
    #expect(read.redirects.resolve("AccessibleComputing") == "Computer accessibility")
    #expect(read.damages == [])
  }

  @Test func theEnglishDumpByDefault() throws {
    let read = try ReadDump(file: #require(sharedData(Self.english)).path)
    let links = read.counts.links
    #expect([links.kept, links.categories, links.withoutText] as [Int] == [22671, 878, 10])
    #expect(read.counts.paragraphs == 2367)
  }

  @Test(arguments: files)
  func noPageIsLost(file: URL) throws {
    let stream = try ByteStream(path: file.path)
    var bytes: [UInt8] = []
    while case let piece = try stream.read(upTo: 1 << 20), !piece.isEmpty { bytes += piece }
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE])
    let text = try #require(
      isUTF16
        ? String(data: Data(bytes), encoding: .utf16) : String(validating: bytes, as: UTF8.self))
    let started = text.components(separatedBy: "<page>").count - 1
    let ended = text.components(separatedBy: "</page>").count - 1
    let read = try ReadDump(file: file.path)
    #expect(read.counts.pages == started)
    #expect(read.counts.articles + read.counts.leftOut == started)
    #expect(read.counts.damaged == started - ended)
    #expect(read.counts.entangled == 0)
    #expect(started > 0)
    #expect(read.damages.isEmpty)
  }

  @Test func utf16IsRead() throws {
    let file = try #require(
      sharedData("gensim_wiki_dumps/bgwiki-latest-pages-articles-shortened.xml.bz2"))
    let read = try ReadDump(file: file.path)
    #expect(read.site.language == "bg")
    #expect(read.counts.pages == 3)
    #expect(read.counts.paragraphs == 7)
    // Not "Category", but its name in Bulgarian.
    #expect(read.counts.links.categories == 1)
  }

  @Test func aDumpCutAnywhereGivesItsCompletePages() throws {
    let bytes = Array(try Data(contentsOf: #require(sharedData(Self.english))))
    let cut = try ReadDump(Array(bytes[..<(bytes.count / 2)]))
    #expect(cut.counts.articles > 30)
    #expect(cut.counts.pages == cut.counts.articles + cut.counts.leftOut)
    #expect(cut.counts.damaged == 1)
    let note = try #require(cut.damages.first)
    #expect(note.hasPrefix("ends early, at byte "))
    #expect(note.hasSuffix("the file ends early, at byte \(bytes.count / 2), within bzip2 data"))
    var damaged = bytes
    for place in bytes.count / 2..<bytes.count / 2 + 40 { damaged[place] ^= 0x5A }
    let read = try ReadDump(damaged)
    #expect(read.counts.articles > 30)
    #expect(read.counts.pages == read.counts.articles + read.counts.leftOut)
    #expect(read.damages.first?.contains("the bzip2 data are damaged before byte ") == true)
  }
}
