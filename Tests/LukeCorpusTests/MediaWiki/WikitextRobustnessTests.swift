import Foundation
import LukeCorpus
import LukeTestSupport
import Testing

@Suite struct WikitextRobustnessTests {
  /// The longest page that MediaWiki stores.
  private static let size = 2 << 20

  @Test(arguments: ["[[", "{{", "<b>"])
  func tenMegabytesOfUnclosedMarkupAreText(unit: String) throws {
    let text = String(repeating: unit, count: 10_000_000 / unit.utf8.count)
    #expect(try #require(paragraphs(text)).joined() == text)
  }

  /// Long enough that anything quadratic would take days; the reference never ends on most of them.
  @Test(arguments: [
    "[[", "{{", "{{{", "<b>", "[[a|", "{{a|", "<a <a", "<a b=\"", "<!--", "[http://a ", "= a ",
    "\n{|\n|-\n|", "<ref>", "<nowiki>", "&amp", "<li>", "{{a|b=c", "</b>", "http:", "\n;a",
    "<div>[[x|", "[[a|<b>{{c|",
  ])
  func aLongLineOfUnclosedMarkupIsText(unit: String) throws {
    let text = String(repeating: unit, count: Self.size / unit.utf8.count)
    let clock = ContinuousClock()
    var found: [String]?
    let time = clock.measure { found = paragraphs(text) }
    #expect(time < .seconds(20))
    #expect(try #require(found).joined().utf8.count > Self.size / 20)
  }

  @Test(arguments: [("<b>", "</b>"), ("[[a|", "]]"), ("{{a|", "}}"), ("\n{|\n|", "\n|}")])
  func entangledMarkupIsGivenUpInTime(unit: String, end: String) {
    let text = String(repeating: unit, count: Self.size / unit.utf8.count) + end
    let clock = ContinuousClock()
    let time = clock.measure { #expect(paragraphs(text) == nil) }
    #expect(time < .seconds(20))
  }

  @Test func soundMarkupOfAnyLengthIsRead() throws {
    let parser = WikitextParser(site: SiteInfo(language: "en"))
    let text = String(repeating: "[[a|b]] {{t|x=[[y]]}}<i>c</i> ", count: 300_000)
    let (_, links) = try #require(parser.parse(Array(text.utf8)))
    #expect(links.kept == 300_000)
  }

  @Test func manyHeadingsOnALineDoNotOverflowTheStack() {
    #expect(paragraphs("=" + String(repeating: " = a", count: 200_000)) != nil)
  }

  /// Nothing to compare with: no input may end the program, and ranges must fit.
  @Test func randomMarkupIsRead() {
    let pieces = [
      "[[", "]]", "{{", "}}", "{{{", "}}}", "|", "=", "\n", "==", "<ref>", "</ref>", "<b a=\"",
      "\">",
      "</b>", "<br>", "<li>", "<nowiki>", "</nowiki>", "<!--", "-->", "[http://a ", "http://b",
      "&lt;",
      "\n{|", "\n|-", "\n|", "\n!", "||", "|}", ";", ":", "*", "----", "é", "日", "\u{0}", "a", " ",
      "File:", "Category:", "'", "\"", "\\", "(", "/", ">", "<",
    ]
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<3000 {
      let count = Int.random(in: 1..<80, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      #expect(paragraphs(text) != nil)
      #expect(paragraphs(text, .init()) != nil)
    }
  }

  @Test func bytesThatAreNoTextAreRead() {
    let parser = WikitextParser(site: SiteInfo(language: "en"))
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<500 {
      let bytes = (0..<300).map { _ in UInt8.random(in: 0...255, using: &generator) }
      #expect(parser.parse(bytes) != nil)
      #expect(parser.parse(Array("[[".utf8) + bytes + Array("]]".utf8)) != nil)
    }
  }
}
