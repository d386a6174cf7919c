/// How many links were found in pages, and what became of them.
package struct LinkCounts: Hashable, Sendable {
  /// Links that stand in the paragraphs.
  package var kept = 0
  /// Links to images and other files, which are left out with their captions.
  package var media = 0
  /// Links that put a page into a category.
  package var categories = 0
  /// Links whose title holds nothing to read; their text stays.
  package var untitled = 0
  /// Links with a title but without text.
  package var withoutText = 0

  package init() {}

  /// Adds the counts of other pages.
  package static func += (counts: inout LinkCounts, other: LinkCounts) {
    counts.kept += other.kept
    counts.media += other.media
    counts.categories += other.categories
    counts.untitled += other.untitled
    counts.withoutText += other.withoutText
  }
}
