import LukeCorpus

/// The paragraphs of wikitext, with `⟨title|text⟩` for each link.
func paragraphs(
  _ wikitext: String, _ options: WikitextParser.Options = .reference, language: String = "en"
) -> [String]? {
  let parser = WikitextParser(site: SiteInfo(language: language), options: options)
  return parser.parse(Array(wikitext.utf8))?.paragraphs.map(\.marked)
}

extension LinkedText {
  /// The text with its links marked, for comparison.
  var marked: String {
    let bytes = Array(text.utf8)
    var result = ""
    var place = 0
    for link in links {
      result += String(decoding: bytes[place..<link.range.lowerBound], as: UTF8.self)
      result += "⟨\(link.title)|\(String(decoding: bytes[link.range], as: UTF8.self))⟩"
      place = link.range.upperBound
    }
    return result + String(decoding: bytes[place...], as: UTF8.self)
  }
}
