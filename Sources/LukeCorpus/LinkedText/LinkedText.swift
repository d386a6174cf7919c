/// A paragraph whose words are partly links to entities: what LUKE is pretrained on (Yamada and
/// others, 2020, section 3.2).
package struct LinkedText: Hashable, Sendable {
  /// The text without markup.
  package var text: String
  /// The links in the text, in the order of their starts; they do not overlap.
  package var links: [EntityLink]

  package init(text: String, links: [EntityLink] = []) {
    (self.text, self.links) = (text, links)
  }
}

/// A stretch of text that is about an entity.
package struct EntityLink: Hashable, Sendable {
  /// The entity by its title, as the link names it; it may be a redirect.
  package var title: String
  /// Where the link's text stands, in UTF-8 bytes of the text, on boundaries of Unicode scalars.
  package var range: Range<Int>

  package init(title: String, range: Range<Int>) {
    (self.title, self.range) = (title, range)
  }
}

/// Text that belongs together, an article for example; sentences of different documents are never
/// packed into one example.
package struct LinkedDocument: Hashable, Sendable {
  /// The title of the entity that the document is about, where it has one.
  package var title: String?
  /// The paragraphs in their order.
  package var paragraphs: [LinkedText]

  package init(title: String? = nil, paragraphs: [LinkedText]) {
    (self.title, self.paragraphs) = (title, paragraphs)
  }
}
