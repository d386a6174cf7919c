/// A stretch of text as it goes into the model in pretraining: words and the entities they mention.
package struct PretrainingExample: Hashable, Sendable {
  /// The entity that the document is about; nil where its title is not in the vocabulary.
  package var documentEntity: Int32?
  /// The ids of the words (subwords), without those that start and end a sequence.
  package var words: [Int32]
  /// The links in the text, in its order.
  package var mentions: [EntityMention]

  package init(documentEntity: Int32? = nil, words: [Int32], mentions: [EntityMention] = []) {
    (self.documentEntity, self.words, self.mentions) = (documentEntity, words, mentions)
  }
}

/// An entity and the words that mention it.
package struct EntityMention: Hashable, Sendable {
  /// The entity's id.
  package var entity: Int32
  /// The first word of the mention, counted from the example's first.
  package var start: Int32
  /// One past the last word; `start` where the link's text has no words.
  package var end: Int32

  package init(entity: Int32, start: Int32, end: Int32) {
    (self.entity, self.start, self.end) = (entity, start, end)
  }

  /// The words of the mention, which are the entity's positions.
  package var positions: Range<Int> { Int(start)..<Int(end) }
}
