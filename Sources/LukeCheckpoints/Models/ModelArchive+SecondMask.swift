import LukeModel
import LukeText

extension ModelArchive {
  /// A model from pretraining with `[MASK2]`, which transformers' `LukeTokenizer` asks for and
  /// pretraining has no use for: it begins as `[MASK]`, and nothing is expected to be hidden behind it
  /// (`convert_luke_to_huggingface_model.py` of the official code).
  ///
  /// Throws `TokenizerError` when the entity vocabulary is damaged.
  func withSecondMask() throws -> ModelArchive {
    guard let data = entityVocabulary else { return self }
    let entities = try EntityVocabulary(data: data, name: origin + "/entity_vocab.json")
    guard entities.secondMaskID == nil, let mask = entities.maskID else { return self }
    let count = configuration.entityVocabularySize
    let larger = entities.addingTitles([EntityVocabulary.secondMaskTitle])
    guard larger.secondMaskID == Int32(count) else { return self }
    var changed = self
    changed.weights = weights.belowLuke.addingEntity(like: Int(mask), to: count)
    changed.configuration.entityVocabularySize = count + 1
    changed.entityVocabulary = larger.data
    return changed
  }
}

extension ModelWeights {
  /// Adds a row to the entity table, and a bias of 0 to the head over all entities.
  fileprivate func addingEntity(like row: Int, to count: Int) -> ModelWeights {
    let rows: [Int?] = Array(0..<count)
    var changed: [String: Entry] = [:]
    let names = Self.names
    for name in names.entityRows {
      if let entry = entries[name] { changed[name] = entry.selecting(rows + [row]) }
    }
    if let bias = entries[names.entityBias] {
      changed[names.entityBias] = bias.selecting(rows + [nil])
    }
    return adding(changed)
  }
}
