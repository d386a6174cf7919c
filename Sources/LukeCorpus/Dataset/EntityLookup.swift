import LukeText

/// Which entity a title means.
package struct EntityLookup: Sendable {
  /// What a link leads to.
  package struct Target: Hashable, Sendable {
    /// The entity; nil when the vocabulary lacks it.
    package var entity: Int32?
    /// Whether the title is that of a category, whose links at the end of an article are no text.
    package var isCategory: Bool

    package init(entity: Int32?, isCategory: Bool = false) {
      (self.entity, self.isCategory) = (entity, isCategory)
    }
  }

  /// The entity that a document of this title is about; nil when the vocabulary lacks it.
  package let document: @Sendable (_ title: String) -> Int32?
  /// What a link with this title leads to, redirects followed.
  package let link: @Sendable (_ title: String) -> Target
  /// The entity for links to entities that the vocabulary lacks; nil when it has none for it.
  package let unknownID: Int32?

  package init(
    unknownID: Int32?, document: @escaping @Sendable (_ title: String) -> Int32?,
    link: @escaping @Sendable (_ title: String) -> Target
  ) {
    (self.unknownID, self.document, self.link) = (unknownID, document, link)
  }

  /// Looks titles up in a vocabulary, in `language` where it has several.
  ///
  /// `redirect` gives the title that a title redirects to in the end, nil for one that does not.
  package init(
    _ vocabulary: EntityVocabulary, language: String? = nil,
    redirect: @escaping @Sendable (_ title: String) -> String? = { _ in nil }
  ) {
    self.init(unknownID: vocabulary.unknownID) { title in
      vocabulary.id(title: title, language: language)
    } link: { title in
      let resolved = redirect(title) ?? title
      // No link means a special entity, whatever its title.
      let entity =
        EntityVocabulary.isSpecial(resolved)
        ? nil : vocabulary.id(title: resolved, language: language)
      return Target(
        entity: entity,
        isCategory: resolved.utf8.starts(with: "Category:".utf8))
    }
  }
}
