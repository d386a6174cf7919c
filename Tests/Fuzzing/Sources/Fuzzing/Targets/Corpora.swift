import Foundation
import LukeText

@testable import LukeCorpus

/// Text to pretrain on: dumps, linked text, plain text, up to the sequences that are made of it.
let corpusTargets = [
  FuzzTarget("dump", words: dumpWords, texts: dumps) { input in
    var options = DumpSettings()
    options.skipsLists = input.count % 2 == 0
    let dump = try MediaWikiDump(file: Surroundings.shared.file(of: input), options: options)
    while let page = try dump.next() {
      let parser = ArticleParser(site: dump.site, options: options)
      if let document = parser.parse(page).document { checkLinks(of: document.paragraphs) }
    }
    _ = dump.damages.map(\.description)
  },
  FuzzTarget("wikitext", words: wikitextWords, texts: wikitexts) { input in
    var choices = Choices(input)
    var site = SiteInfo(language: choices.one(of: ["en", "de", "ja", ""]))
    site.namespaces = [6: .init(name: "Datei"), 14: .init(name: "Kategorie")]
    let options = choices.one(of: [WikitextParser.Options(), .reference])
    // Dumps are repaired before: what is parsed is UTF-8.
    let text = Array(String(decoding: choices.bytes, as: UTF8.self).utf8)
    if let found = WikitextParser(site: site, options: options).parse(text) {
      checkLinks(of: found.paragraphs)
    }
  },
  FuzzTarget("corpus-file", words: documentWords, texts: documents + [dumps[0]]) { input in
    let path = Surroundings.shared.file(of: input)
    let file = try CorpusFile(path, format: nil, dumps: DumpSettings())
    while let chunk = try file.next() {
      for document in try chunk.content().documents { checkLinks(of: document.paragraphs) }
    }
  },
  FuzzTarget("sequences", words: documentWords, texts: documents.map { "\0\0" + $0 }) { input in
    var choices = Choices(input)
    var settings = PackingSettings()
    settings.maximumSequenceLength = choices.one(of: [512, 16, 7])
    settings.minimumSentenceLength = choices.one(of: [1, 5])
    settings.includesUnknownEntities = true
    settings.includesSentencesWithoutEntities = true
    guard let document = try? LinkedDocumentLine.read(choices.rest).document else { return }
    let packer = try SequencePacker(
      tokenizer: SampleTokenizers.bytePair, entities: EntityLookup(EntityVocabulary()),
      settings: settings)
    let examples = packer.examples(of: document)
    for example in examples {
      expect(example.words.count + 2 <= settings.maximumSequenceLength, "too long a sequence")
      expect(
        example.mentions.allSatisfy {
          0 <= $0.start && $0.start <= $0.end && $0.end <= example.words.count
        },
        "a mention outside of its sequence")
    }
    // What is written of a document is read as the same.
    var line: [UInt8] = []
    LinkedDocumentLine.append(document, to: &line)
    let again = try? LinkedDocumentLine.read(line.dropLast()).document
    expect(again == document, "a written document is read as another")
  },
]

private func checkLinks(of paragraphs: [LinkedText]) {
  for paragraph in paragraphs {
    let bytes = Array(paragraph.text.utf8)
    var last = 0
    for link in paragraph.links {
      expect(
        last <= link.range.lowerBound && link.range.upperBound <= bytes.count, "a link outside")
      for place in [link.range.lowerBound, link.range.upperBound] where place < bytes.count {
        expect(bytes[place] & 0xC0 != 0x80, "a link cuts a character")
      }
      last = link.range.upperBound
    }
  }
}

private let dumpWords =
  [
    "<mediawiki>", "</mediawiki>", "<page>", "</page>", "<title>", "</title>", "<ns>", "</ns>",
    "<text>",
  ]
  + [
    "</text>", "<revision>", "<redirect title=\"", "<siteinfo>", "<namespace key=\"6\"", "&amp;",
    "&lt;",
  ]
  + [
    "&#0;", "&#xD800;", "<!DOCTYPE a [<!ENTITY b \"", "<![CDATA[", "]]>", "<?xml version=\"1.1\"?>",
  ]
  + ["<!--", "-->", "\u{FFFE}", "#REDIRECT [[", "xml:lang=\"en\"", "encoding=\"utf-16\"", "&b;"]

private let page =
  "<page><title>Rome</title><ns>0</ns><id>1</id><revision><id>2</id><model>wikitext</model>"
  + "<text xml:space=\"preserve\">'''Rome''' is in [[Italy]] &amp; [[Europe|a continent]].</text>"
  + "</revision></page>"

private let dumps = [
  "<mediawiki xml:lang=\"en\"><siteinfo><dbname>enwiki</dbname><namespaces>"
    + "<namespace key=\"6\" case=\"first-letter\">File</namespace></namespaces></siteinfo>\n"
    + page + "<page><title>Roma</title><ns>0</ns><redirect title=\"Rome\" />"
    + "<revision><text>#REDIRECT [[Rome]]</text></revision></page></mediawiki>",
  page + page, "<mediawiki>" + page.replacing("</text>", with: "") + page + "</mediawiki>",
  "<!DOCTYPE a [<!ENTITY b \"c\">]><mediawiki>&b;</mediawiki>", "<html><body/></html>",
]

private let wikitextWords =
  [
    "[[", "]]", "{{", "}}", "{{{", "}}}", "{|", "|}", "|-", "!!", "||", "|+", "==", "'''", "<ref>",
    "</ref>",
  ]
  + [
    "<ref name=\"a\" />", "<nowiki>", "</nowiki>", "<!--", "-->", "<math>", "</math>", "<gallery>",
    "<br/>",
  ]
  + [
    "[http://a.b c]", "//", "File:", "Datei:", "Category:", "Kategorie:", "&nbsp;", "&#x10FFFF;",
    "&#;",
  ]
  + [
    "\n*", "\n:", "\n;", "----", "__TOC__", "<table>", "</table>", "<td", "style=\"", "mailto:",
    "|",
  ]

private let wikitexts = [
  "\0\0'''Rome''' is the [[capital city|capital]] of [[Italy]].<ref>{{cite|a=b}}</ref>\n\n== Past ==\n"
    + "It was [http://a.b old] ''long''.\n* one\n* [[File:a.png|thumb|A [[link]]]] two\n",
  "\0\0{| class=\"a\"\n|+ caption\n! head !! other\n|-\n| cell || [[Cell|b]]\n|}\n{{a|{{b|c=[[d]]}}}} &amp; <!-- x -->",
  "\0\0<gallery>\nFile:a.jpg|x\n</gallery><nowiki>[[no]]</nowiki><div style=\"a\">[[Category:B]]</div>&#65;{{{1|}}}",
]

private let documentWords =
  [
    "\"title\"", "\"text\"", "\"entities\"", "\"paragraphs\"", "\"start\"", "\"end\"", "\\u00e9",
    "\\ud83d",
  ]
  + [
    "[UNK]", "Category:A", "\u{3000}", "\u{AD}", "😀", ". A", "9223372036854775807", "-1", "[MASK]",
  ]

private let documents = [
  #"{"title": "Rome", "text": "Rome is in Italy. Zoë likes it.", "entities": "#
    + #"[{"start": 11, "end": 16, "title": "Italy"}, {"start": 18, "end": 21, "title": "Zoë", "text": "Zoë"}]}"#,
  #"{"paragraphs": [{"text": "One two three four five six.  ", "entities": [{"start": 0, "end": 3, "#
    + #""title": "[MASK]"}]}, {"text": "Seven 東京 eight."}]}"#,
  "First line of text.\nSecond line.\n\nAnother document.\n", "\u{FEFF}{}\n", "\n \n\t\n",
]
