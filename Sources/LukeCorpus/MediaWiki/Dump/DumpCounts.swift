/// How many pages a dump has, and what became of each.
///
/// Every page is counted once: `pages` is the sum of the articles and of the pages left out.
package struct DumpCounts: Hashable, Sendable {
  /// Pages that begin in the dump.
  package var pages = 0
  /// Pages that became documents.
  package var articles = 0

  // Pages left out, by the reason.
  package var redirects = 0
  package var otherNamespaces = 0
  /// Pages that are no wikitext, such as scripts and data.
  package var otherModels = 0
  package var disambiguations = 0
  package var lists = 0
  /// Pages whose markup leaves no text.
  package var empty = 0
  /// Pages that are no sound XML or that the end of the dump cuts off.
  package var damaged = 0
  /// Pages whose markup is so entangled that reading it would take too long.
  package var entangled = 0
  /// Pages whose text is longer than MediaWiki itself would save by far.
  package var oversized = 0

  /// Pages read in spite of bytes that are no text; they are counted above as well.
  package var repaired = 0
  /// Paragraphs of the articles.
  package var paragraphs = 0
  /// Links of the articles.
  package var links = LinkCounts()

  package init() {}

  /// The pages that were left out.
  package var leftOut: Int {
    redirects + otherNamespaces + otherModels + disambiguations + lists + empty + damaged
      + entangled + oversized
  }

  /// Adds the counts of other pages.
  package static func += (counts: inout DumpCounts, other: DumpCounts) {
    counts.pages += other.pages
    counts.articles += other.articles
    counts.redirects += other.redirects
    counts.otherNamespaces += other.otherNamespaces
    counts.otherModels += other.otherModels
    counts.disambiguations += other.disambiguations
    counts.lists += other.lists
    counts.empty += other.empty
    counts.damaged += other.damaged
    counts.entangled += other.entangled
    counts.oversized += other.oversized
    counts.repaired += other.repaired
    counts.paragraphs += other.paragraphs
    counts.links += other.links
  }
}
