/// Turns the wikitext of a page into paragraphs with links.
///
/// What a paragraph is, which of the markup leaves text and what a link's title is follow
/// wikipedia2vec 2.0 and its parser mwparserfromhell 0.7, from whose paragraphs LUKE's own
/// pretraining data were made: a paragraph is what lies between two headings, with the first of
/// them; templates, tables, references, comments and files leave nothing.
package struct WikitextParser: Sendable {
  /// What may differ from the reference.
  package struct Options: Hashable, Sendable {
    /// Whether links that put the page into a category leave no text.
    ///
    /// The reference keeps them as links; the building of LUKE's data set then blanks them.
    package var dropsCategories = true
    /// Whether links without text are no links.
    package var dropsEmptyLinks = true
    /// Whether blanks around a namespace's name are of no account, as for MediaWiki; the reference
    /// takes `[[ File:a.png|text]]` for a link to an article.
    package var forgivesBlanks = true

    /// The options by default.
    package init() {}

    /// What the reference does.
    package static var reference: Options {
      var options = Options()
      options.dropsCategories = false
      options.dropsEmptyLinks = false
      options.forgivesBlanks = false
      return options
    }
  }

  private let options: Options
  private let kinds: LinkKinds

  /// Creates a parser for the pages of a wiki.
  package init(site: SiteInfo, options: Options = Options()) {
    self.options = options
    kinds = LinkKinds(
      media: site.names(of: [.file, .media]), categories: site.names(of: [.category]),
      forgivesBlanks: options.forgivesBlanks)
  }

  /// The paragraphs of a page's wikitext in UTF-8, and what became of its links.
  ///
  /// Nil if the markup is so entangled that reading it would take too long.
  package func parse(_ wikitext: [UInt8]) -> (paragraphs: [LinkedText], links: LinkCounts)? {
    // Places in the text are kept in 32 bits, and in 30 where routes are told apart.
    guard wikitext.count < 1 << 29 else { return nil }
    let padding = WikitextScanner.padding
    var text = [UInt8](repeating: 0, count: padding)
    text.reserveCapacity(wikitext.count + 2 * padding)
    text.appendWithoutStyle(wikitext)
    let end = text.count
    text.append(contentsOf: repeatElement(0, count: padding))
    return text.withUnsafeBufferPointer { text in
      let body = UnsafeBufferPointer(rebasing: text[padding..<end])
      guard let scanner = WikitextScanner.scan(body) else { return nil }
      var writer = ParagraphWriter(scanner, options: options, kinds: kinds)
      writer.write()
      return (writer.paragraphs, writer.counts)
    }
  }
}

extension [UInt8] {
  /// Appends wikitext without the apostrophes, two or more, that make text bold or italic.
  ///
  /// Zero bytes, which stand for the end of the text in the scanner, become spaces.
  fileprivate mutating func appendWithoutStyle(_ wikitext: [UInt8]) {
    let apostrophe = UInt8(ascii: "'")
    wikitext.withUnsafeBufferPointer { wikitext in
      var start = 0
      var place = 0
      while place < wikitext.count {
        let byte = wikitext[place]
        if byte == apostrophe, place + 1 < wikitext.count, wikitext[place + 1] == apostrophe {
          append(contentsOf: wikitext[start..<place])
          while place < wikitext.count, wikitext[place] == apostrophe { place += 1 }
          start = place
        } else if byte == 0 {
          append(contentsOf: wikitext[start..<place])
          append(.space)
          place += 1
          start = place
        } else {
          place += 1
        }
      }
      append(contentsOf: wikitext[start...])
    }
  }
}
