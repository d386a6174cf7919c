import Foundation
import LukeCorpus
import Testing

@Suite struct DumpTests {
  private let head = DumpSamples.head

  @Test func pagesAndSiteAreRead() throws {
    let text = DumpSamples.dump([
      DumpSamples.page("One &amp; two", "a &lt;b&gt; &quot;c&quot;"),
      DumpSamples.page("Talk:One", "x", namespace: 1),
      DumpSamples.page("Old", "", extra: "<redirect title=\"one_&amp; two\" />"),
      DumpSamples.page("Data", "{}").replacing("<id>2</id>", with: "<id>2</id><model>json</model>"),
      DumpSamples.page("Empty", ""),
    ])
    let read = try ReadDump(text)
    #expect(read.site.language == "en")
    #expect(read.site.databaseName == "testwiki")
    #expect(read.site.namespaces[6] == .init(name: "Ding", isCaseSensitive: true))
    #expect(read.pages.map(\.title) == ["One & two", "Empty"])
    #expect(read.pages.map { String(decoding: $0.text, as: UTF8.self) } == ["a <b> \"c\"", ""])
    #expect(read.redirects.target(of: "Old") == "One & two")
    let counts = read.counts
    #expect(
      [counts.pages, counts.articles, counts.redirects, counts.otherNamespaces, counts.otherModels]
        as [Int] == [5, 1, 1, 1, 1])
    #expect(counts.empty == 1)
    #expect(counts.pages == counts.articles + counts.leftOut)
    #expect(read.damages == [])
    let offset = try #require(text.range(of: "<page>")).lowerBound
    #expect(read.pages[0].offset == text.utf8.distance(from: text.startIndex, to: offset))
  }

  @Test func oldDumpsNameNoNamespacesAndRedirects() throws {
    let text =
      "<mediawiki version=\"0.3\">"
      + [
        DumpSamples.page("One", "a", namespace: nil),
        DumpSamples.page("Image:x.png", "a", namespace: nil),
        DumpSamples.page("Two", "#REDIRECT [[one_b#part|x]]", namespace: nil),
        DumpSamples.page("Drei", "\n#Weiterleitung: [[ :eins ]]", namespace: nil),
        DumpSamples.page("Four", "#redirecting [[x]]", namespace: nil),
      ].joined() + "</mediawiki>"
    let read = try ReadDump(text)
    #expect(read.pages.map(\.title) == ["One", "Four"])
    #expect(read.counts.otherNamespaces == 1)
    #expect(read.redirects.target(of: "Two") == "One b")
    #expect(read.redirects.target(of: "Drei") == "Eins")
    #expect(read.site.language == "")
  }

  @Test func ofSeveralRevisionsTheLastIsRead() throws {
    let page = DumpSamples.page("One", "old").replacing(
      "</revision>", with: "</revision><revision><text>new</text></revision>")
    #expect(try ReadDump(DumpSamples.dump([page])).pages.map(\.text) == [Array("new".utf8)])
  }

  @Test func optionsLeavePagesOut() throws {
    let pages = [
      DumpSamples.page("Mercury", "* [[Mercury (planet)]]\n{{ Disambiguation|x}}"),
      DumpSamples.page("Mercure", "* [[x]] __DISAMBIG__"), DumpSamples.page("List of a", "b"),
      DumpSamples.page("A", "{{dab2}} c"),
    ]
    let all = try ReadDump(DumpSamples.dump(pages))
    #expect(all.counts.articles == 4)
    var options = DumpSettings()
    options.skipsDisambiguations = true
    options.skipsLists = true
    let some = try ReadDump(DumpSamples.dump(pages), options)
    #expect(
      [some.counts.articles, some.counts.disambiguations, some.counts.lists] as [Int] == [1, 2, 1])
    options.namespaces = [1]
    let talk = try ReadDump(
      DumpSamples.dump([DumpSamples.page("Talk:A", "t", namespace: 1)]), options)
    #expect(talk.counts.articles == 1)
  }

  @Test func aTruncatedDumpGivesItsCompletePages() throws {
    let text = DumpSamples.dump([DumpSamples.page("One", "a"), DumpSamples.page("Two", "bcdefgh")])
    let cut = Array(
      text.utf8.prefix(try #require(text.firstRange(of: "defgh")).lowerBound.utf16Offset(in: text)))
    let read = try ReadDump(cut)
    #expect(read.pages.map(\.title) == ["One"])
    #expect([read.counts.pages, read.counts.damaged] as [Int] == [2, 1])
    let page = text.utf8.distance(
      from: text.startIndex, to: try #require(text.ranges(of: "<page>").last).lowerBound)
    #expect(
      read.damages == [
        "ends early, at byte \(cut.count), in or after page \"Two\": the page at byte \(page) is not complete"
      ])
    let unclosed = text.replacing("</mediawiki>", with: "")
    #expect(
      try ReadDump(unclosed).damages == [
        "ends early, at byte \(unclosed.utf8.count), in or after page \"Two\": </mediawiki> is missing"
      ])
    for count in stride(from: head.utf8.count, to: text.utf8.count, by: 7) {
      let read = try ReadDump(Array(text.utf8.prefix(count)))
      #expect(read.counts.pages == read.counts.articles + read.counts.leftOut)
    }
  }

  @Test func damagedBytesBecomeReplacementCharacters() throws {
    let text = DumpSamples.dump([
      DumpSamples.page("One", "a"), DumpSamples.page("Two", "b@c@d"),
      DumpSamples.page("Three", "e"),
    ])
    var bytes = Array(text.utf8)
    let places = bytes.indices.filter { bytes[$0] == UInt8(ascii: "@") }
    bytes[places[0]] = 0xFF
    bytes[places[1]] = 0x01
    let read = try ReadDump(bytes)
    #expect(read.pages.map(\.title) == ["One", "Two", "Three"])
    #expect(String(decoding: read.pages[1].text, as: UTF8.self) == "b\u{FFFD}c\u{FFFD}d")
    #expect(read.pages.map(\.replacementCount) == [0, 2, 0])
    #expect(read.counts.repaired == 1)
    #expect(
      read.damages == [
        "page \"Two\" at byte \(places[0]): 2 characters are damaged and became U+FFFD"
      ])
    // The place of what follows is that in the dump as it was.
    let third = try #require(text.ranges(of: "<page>").last).lowerBound
    #expect(read.pages[2].offset == text.utf8.distance(from: text.startIndex, to: third))
  }

  @Test func aBrokenPageIsLeftOutAndTheNextOnesAreRead() throws {
    let text = DumpSamples.dump([
      DumpSamples.page("One", "a"), DumpSamples.page("Two", "b <i> & c"),
      DumpSamples.page("Three", "d"), DumpSamples.page("Four", "&undeclared;"),
      DumpSamples.page("Five", "e").replacing("</page>", with: ""), DumpSamples.page("Six", "f"),
    ])
    let read = try ReadDump(text)
    #expect(read.pages.map(\.title) == ["One", "Three", "Six"])
    #expect([read.counts.pages, read.counts.damaged] as [Int] == [6, 3])
    #expect(read.damages.count == 4)
    for (damage, title) in zip(
      read.damages, ["page \"Two\" at", "page \"Four\" at", "page \"Five\" at"])
    {
      #expect(damage.hasPrefix(title))
    }
    #expect(read.damages[0].hasSuffix("was left out: xmlParseEntityRef: no name"))
    #expect(read.damages[1].hasSuffix("was left out: Entity 'undeclared' not defined"))
    #expect(read.damages[2].hasSuffix("was left out: another page begins within it"))
    #expect(read.damages[3].hasPrefix("after page \"Six\", at byte "))
  }

  @Test func dumpsMayBeConcatenatedOrLackTheirRoot() throws {
    let dump = DumpSamples.dump([DumpSamples.page("One", "a")])
    #expect(try ReadDump(dump + dump).pages.count == 2)
    let part = DumpSamples.page("One", "a") + DumpSamples.page("Two", "b")
    let read = try ReadDump(part)
    #expect(read.pages.map(\.title) == ["One", "Two"])
    #expect(read.damages == [])
    let declared = "<?xml version=\"1.0\"?>\n<!-- a part -->\n" + part
    let second = try ReadDump(declared)
    #expect(second.pages.map(\.title) == ["One", "Two"])
    let place = declared.utf8.distance(
      from: declared.startIndex, to: try #require(declared.range(of: "<page>")).lowerBound)
    #expect(second.pages[0].offset == place)
  }

  /// The encoding that XML declares is the one that it is read in.
  @Test(arguments: [
    ("ISO-8859-1", String.Encoding.isoLatin1, "Zoë aß"),
    ("windows-1252", .windowsCP1252, "“Zoë” – 5 €"),
    ("Windows-1251", .windowsCP1251, "Ключ"),
    ("GB18030", .init(rawValue: 0x8000_0632), "中文𠀀"),
    ("Shift_JIS", .shiftJIS, "日本語"),
  ])
  func declaredEncodingsAreHonoured(
    _ name: String, _ encoding: String.Encoding, _ text: String
  ) throws {
    let dump =
      "<?xml version=\"1.0\" encoding='\(name)' ?>\n"
      + DumpSamples.dump([DumpSamples.page(text, text + " " + text)])
    guard let bytes = dump.data(using: encoding) else {
      Issue.record("no bytes in \(name)")
      return
    }
    let read = try ReadDump(Array(bytes))
    #expect(read.pages.map(\.title) == [text])
    #expect(read.pages.map { String(decoding: $0.text, as: UTF8.self) } == [text + " " + text])
    #expect(read.damages == [])
  }

  @Test func encodingsThatNobodyKnowsAreRefused() throws {
    let dump = "<?xml version=\"1.0\" encoding=\"x-klingon\"?>" + DumpSamples.dump([])
    #expect(
      failure(reading: Array(dump.utf8))
        == "dump: declares the encoding \"x-klingon\", which this system does not know; convert it to "
        + "UTF-8 (and change the declaration)")
    // A mark says more than the declaration, and ASCII is no UTF-16.
    let marked = "\u{FEFF}" + dump
    #expect(try ReadDump(marked).pages.isEmpty)
    let wide = dump.replacing("x-klingon", with: "utf-16")
    #expect(try ReadDump(wide).damages == [])
  }

  /// Bytes that are no characters of the declared encoding are mended as those of UTF-8 are.
  @Test func brokenBytesOfOtherEncodingsAreMended() throws {
    let dump =
      "<?xml version=\"1.0\" encoding=\"shift_jis\"?>"
      + DumpSamples.dump([DumpSamples.page("One", "a@b")])
    let bytes = dump.utf8.map { $0 == UInt8(ascii: "@") ? 0xFF : $0 }
    let read = try ReadDump(bytes)
    #expect(read.pages.map { String(decoding: $0.text, as: UTF8.self) } == ["a\u{FFFD}b"])
    #expect(read.counts.repaired == 1)
  }

  /// A page that no wiki could have saved costs no memory and not the dump.
  @Test func monstrousPagesAreLeftOut() throws {
    let long = String(repeating: "long ", count: 4 << 20)
    let text = DumpSamples.dump([
      DumpSamples.page("One", "a"), DumpSamples.page("Long", long), DumpSamples.page("Two", "b"),
      DumpSamples.page(String(repeating: "t", count: 70_000), "c"), DumpSamples.page("Three", "d"),
    ])
    let read = try ReadDump(text)
    #expect(read.pages.map(\.title) == ["One", "Two", "Three"])
    #expect(read.counts.oversized == 2)
    #expect(
      read.damages.last?.hasPrefix("page \"\(String(repeating: "t", count: 60))…\" at byte ")
        == true)
    #expect(read.counts.pages == read.counts.articles + read.counts.leftOut)
    let place = text.utf8.distance(
      from: text.startIndex,
      to: try #require(text.ranges(of: "<page>").dropFirst().first).lowerBound)
    #expect(
      read.damages.first
        == "page \"Long\" at byte \(place) was left out: it is longer than 16 MiB")
  }

  @Test func aTagWithoutEndDoesNotEatTheDump() throws {
    let text = DumpSamples.dump([
      DumpSamples.page("One", "a"),
      DumpSamples.page("Two", "b").replacing(
        "<title>", with: "<x y=\"" + String(repeating: "y", count: 40 << 20) + "<title>"),
      DumpSamples.page("Three", "c"),
    ])
    let read = try ReadDump(text)
    #expect(read.pages.map(\.title) == ["One", "Three"])
    #expect(
      read.damages.first?.hasSuffix("was left out: a tag or comment has no end within 32 MiB")
        == true,
      "\(read.damages)")
  }

  @Test(arguments: [Data([0xFF, 0xFE]), Data([0xFE, 0xFF])])
  func utf16IsRead(mark: Data) throws {
    let text =
      "<?xml version=\"1.0\" encoding=\"utf-16\"?>\n"
      + DumpSamples.dump([DumpSamples.page("Ключ", "[[да|не]] 𐌷")])
    let encoding: String.Encoding = mark[0] == 0xFF ? .utf16LittleEndian : .utf16BigEndian
    let read = try ReadDump(Array(mark + (try #require(text.data(using: encoding)))))
    #expect(read.pages.map(\.title) == ["Ключ"])
    #expect(String(decoding: read.pages[0].text, as: UTF8.self) == "[[да|не]] 𐌷")
    #expect(read.damages == [])
  }

  @Test func aByteOrderMarkIsNoDamage() throws {
    let text = DumpSamples.dump([DumpSamples.page("One", "a")])
    let read = try ReadDump([0xEF, 0xBB, 0xBF] + Array(text.utf8))
    #expect(read.pages.count == 1)
    #expect(read.damages == [])
  }

  @Test func aPageOfTenMegabytesOnOneLineIsRead() throws {
    let line = String(repeating: "[[a|b]] &amp; é", count: 660_000)
    let read = try ReadDump(DumpSamples.dump([DumpSamples.page("Long", line)]))
    #expect(read.pages.map(\.text.count) == [line.utf8.count - 4 * 660_000])
    #expect(read.counts.links.kept == 660_000)
  }

  @Test(arguments: [
    ("", "dump: is not a MediaWiki XML dump: it is empty"),
    ("plain text\n", "dump: is not a MediaWiki XML dump: Document is empty"),
    (
      "<html><body>x</body></html>",
      "dump: is not a MediaWiki XML dump: its outermost element is <html>, not <mediawiki>"
    ),
    (
      "<!DOCTYPE a [<!ENTITY b \"c\">]><mediawiki>&b;</mediawiki>",
      "dump: has a document type declaration, which no MediaWiki dump has; it is not read"
    ),
    ("\u{1F}\u{8B}", "dump: is not a MediaWiki XML dump: Document is empty"),
    ("PK\u{3}\u{4}", "dump: is packed with ZIP; unpack it, or pack it with bzip2 or zstd"),
  ])
  func whatIsNoDumpIsRefused(text: String, expected: String) {
    #expect(failure(reading: Array(text.utf8)) == expected)
  }

  /// What a crash leaves of a block of the disk: places before and after it stay what they are.
  @Test(arguments: [1, 5000, 300_000])
  func placesAroundZerosAreThoseOfTheFile(_ count: Int) throws {
    let text = DumpSamples.dump([
      DumpSamples.page("One", "a"), DumpSamples.page("Two", "b@c"), DumpSamples.page("Three", "d"),
    ])
    var bytes = Array(text.utf8)
    let hole = try #require(bytes.firstIndex(of: UInt8(ascii: "@")))
    bytes.replaceSubrange(hole...hole, with: [UInt8](repeating: 0, count: count))
    let read = try ReadDump(bytes)
    let starts = text.ranges(of: "<page>").map {
      text.utf8.distance(from: text.startIndex, to: $0.lowerBound)
    }
    #expect(read.pages.map(\.offset) == [starts[0], starts[1], starts[2] + count - 1])
    let what = count == 1 ? "1 character is" : "\(count) characters are"
    #expect(
      read.damages == ["page \"Two\" at byte \(hole): \(what) damaged and became U+FFFD"])
    // Cut off within the page: the place of its beginning is asked for last.
    let cut = try ReadDump(Array(bytes[..<(hole + count)]))
    #expect(
      cut.damages == [
        "ends early, at byte \(hole + count), in or after page \"Two\": the page at byte "
          + "\(starts[1]) is not complete"
      ])
  }
}
