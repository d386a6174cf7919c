public import Foundation
import LukeSystem
public import LukeText

/// An entity vocabulary as a model holds it: its bytes, which are written back as they are, and the
/// vocabulary that they make.
///
/// The bytes are read when the vocabulary is first asked for, and once: all copies give the same.
public struct StoredEntityVocabulary: Sendable {
  /// Hugging Face's `entity_vocab.json`: entity → row of the entity table.
  public let data: Data
  private let read: Once<EntityVocabulary>

  /// The vocabulary in the bytes of an `entity_vocab.json`.
  /// - Parameters:
  ///   - data: the file as it is.
  ///   - name: the file, for messages.
  public init(data: Data, name: String) {
    self.data = data
    read = Once { try EntityVocabulary(data: data, name: name) }
  }

  /// A vocabulary without its counts, which the bytes have no place for.
  public init(_ vocabulary: EntityVocabulary) {
    let vocabulary = vocabulary.removingCounts()
    data = vocabulary.data
    read = Once(made: vocabulary)
  }

  /// The vocabulary.
  /// - Throws: `TokenizerError`, which names the file and the place, for bytes that hold none.
  public var value: EntityVocabulary { get throws { try read.value } }
}
