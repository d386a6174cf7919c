/// Turns pages of a dump into documents; it may be used on many threads at a time.
package struct ArticleParser: Sendable {
  /// A page after reading.
  package struct Result: Hashable, Sendable {
    /// The article; nil if the page was left out.
    package var document: LinkedDocument?
    /// Whether the page only says which articles a word may mean.
    package var isDisambiguation = false
    /// What became of the page and its links; `pages` is 0, since the dump counts them.
    package var counts = DumpCounts()
  }

  private let language: String
  private let options: DumpSettings
  private let parser: WikitextParser

  /// Creates a parser for the pages of a dump.
  package init(site: SiteInfo, options: DumpSettings = DumpSettings()) {
    language = site.language
    self.options = options
    parser = WikitextParser(site: site, options: options.wikitext)
  }

  /// Reads a page.
  package func parse(_ page: DumpPage) -> Result {
    var result = Result()
    result.isDisambiguation = DisambiguationPages.contain(page.text)
    if result.isDisambiguation, options.skipsDisambiguations {
      result.counts.disambiguations = 1
      return result
    }
    if options.skipsLists, ListPages.contain(title: page.title, language: language) {
      result.counts.lists = 1
      return result
    }
    guard let (paragraphs, links) = parser.parse(page.text) else {
      result.counts.entangled = 1
      return result
    }
    result.counts.links = links
    guard !paragraphs.isEmpty else {
      result.counts.empty = 1
      return result
    }
    result.counts.articles = 1
    result.counts.paragraphs = paragraphs.count
    result.document = LinkedDocument(title: page.title, paragraphs: paragraphs)
    return result
  }
}
