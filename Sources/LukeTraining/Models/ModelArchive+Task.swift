import LukeCheckpoints
import LukeTasks
import LukeText

extension ModelArchive {
  /// Class and size of the model in a few words.
  var summary: String { summary(parameters: weights.parameterCount) }

  /// The same as the model is in a folder for transformers.
  var exportedSummary: String { summary(parameters: exportedParameterCount) }

  private func summary(parameters count: Int) -> String {
    "\(configuration.architectures?.first ?? "LukeModel"), \(counted(count, "parameter"))"
  }

  /// Where a task finds its words and entities in the model: `[MASK]` and `[MASK2]` by name.
  ///
  /// A vocabulary from pretraining lacks `[MASK2]`, which then is `[MASK]`; a plain encoder has none.
  func taskVocabulary() throws -> TaskVocabulary {
    let tokenizer = try tokenizer
    if !configuration.usesEntities {
      // No one looks for them.
      return TaskVocabulary(tokenizer: tokenizer, maskEntityID: 0, secondMaskEntityID: 0)
    }
    let entities = try entityVocabulary ?? EntityVocabulary()
    guard let mask = entities.maskID else {
      throw TrainingError.badData("\(origin): the entity vocabulary has no [MASK]")
    }
    let rows = configuration.entityVocabularySize
    let secondMask = entities.secondMaskID ?? mask
    guard mask < rows, secondMask < rows else {
      throw TrainingError.badData(
        "\(origin): [MASK] is entity \(max(mask, secondMask)), but entity_vocab_size is \(rows)")
    }
    return TaskVocabulary(
      tokenizer: tokenizer, maskEntityID: mask, secondMaskEntityID: secondMask,
      entities: entities, entityRowCount: rows)
  }

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
