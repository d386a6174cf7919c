import LukeCheckpoints
import LukeTasks
import LukeText

extension TaskVocabulary {
  /// Where a task finds its words and entities in a model: `[MASK]` and `[MASK2]` by name.
  ///
  /// A vocabulary from pretraining lacks `[MASK2]`, which then is `[MASK]`.
  init(_ archive: ModelArchive, tokenizer: Tokenizer) throws {
    let entities =
      if let data = archive.entityVocabulary {
        try EntityVocabulary(data: data, name: archive.origin + "/entity_vocab.json")
      } else {
        EntityVocabulary()
      }
    guard let mask = entities.maskID else {
      throw TrainingError.badData("\(archive.origin): the entity vocabulary has no [MASK]")
    }
    let rows = archive.configuration.entityVocabularySize
    let secondMask = entities.secondMaskID ?? mask
    guard mask < rows, secondMask < rows else {
      throw TrainingError.badData(
        "\(archive.origin): [MASK] is entity \(max(mask, secondMask)), but entity_vocab_size is \(rows)"
      )
    }
    self.init(tokenizer: tokenizer, maskEntityID: mask, secondMaskEntityID: secondMask)
  }
}

extension ModelArchive {
  /// Throws where sequences of a task are longer than the position table reaches.
  ///
  /// `key` is the one below `task` that sets the length.
  func checkLength(_ maximumLength: Int, key: String) throws {
    guard maximumLength > configuration.maximumWordCount else { return }
    throw TrainingError.usage(
      "task.\(key): \(maximumLength) is more than the \(configuration.maximumWordCount) "
        + "positions of \(origin); lower it (--set task.\(key)=\(configuration.maximumWordCount))"
    )
  }

  /// Throws where the tokenizer has ids that the word table has no rows for; `allowed` may be new.
  func checkWords(
    _ tokenizer: Tokenizer, allowing allowed: Set<String> = [], advice: String? = nil
  ) throws {
    let (rows, count) = (configuration.vocabularySize, tokenizer.vocabularySize)
    let strays = (min(rows, count)..<count).contains { id in
      tokenizer.token(id: Int32(id)).map { !allowed.contains($0) } ?? false
    }
    guard strays else { return }
    throw TrainingError.badData(
      "\(origin): the tokenizer has \(count) tokens, the model's word table vocab_size \(rows) rows; "
        + "they do not belong together" + (advice.map { "; " + $0 } ?? ""))
  }
}
