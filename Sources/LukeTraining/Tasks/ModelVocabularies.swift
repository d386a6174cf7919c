import LukeText

/// The words and entities that a model is trained from.
package struct ModelVocabularies {
  /// Cuts text into the words of the model.
  package let tokenizer: Tokenizer
  /// The entities of the model.
  package let entities: EntityVocabulary
}
