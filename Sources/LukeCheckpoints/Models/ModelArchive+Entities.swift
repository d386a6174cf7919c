import LukeModel
public import LukeText

extension ModelArchive {
  /// The model with an entity table of `[PAD]`, `[UNK]`, `[MASK]` and `[MASK2]` alone, as official
  /// fine-tuning has it.
  ///
  /// `[MASK2]`, which vocabularies from pretraining lack, begins as `[MASK]`.
  /// - Throws: `TokenizerError` or `CheckpointError` when the entity vocabulary does not say where they
  ///   stand.
  public func keepingSpecialEntities() throws -> ModelArchive {
    guard let entities = try entityVocabulary else {
      throw CheckpointError.badContent(
        origin, "there is no entity_vocab.json, which says where the special entities stand")
    }
    let rows = try specialRows(of: entities)
    var smaller = self
    smaller.weights = weights.belowLuke.keepingEntities(rows)
    smaller.storedEntityVocabulary = StoredEntityVocabulary(EntityVocabulary())
    smaller.configuration.entityVocabularySize = rows.count
    return smaller
  }

  /// The rows of `[PAD]`, `[UNK]`, `[MASK]` and `[MASK2]`.
  private func specialRows(of entities: EntityVocabulary) throws -> [Int] {
    let count = configuration.entityVocabularySize
    let rows = [
      entities.paddingID, entities.unknownID, entities.maskID,
      entities.secondMaskID ?? entities.maskID,
    ].compactMap { $0.map(Int.init) }
    guard rows.count == EntityVocabulary().vocabularySize,
      rows.allSatisfy({ (0..<count).contains($0) })
    else {
      throw CheckpointError.badContent(
        origin, "entity_vocab.json numbers a special entity past the \(count) rows of the table")
    }
    return rows
  }

  /// The model with the entities of another vocabulary: those that it knows by their titles keep what
  /// it has learnt of them, others begin as `[UNK]`.
  /// - Throws: `TokenizerError` or `CheckpointError` when its own vocabulary is damaged or not there.
  public func choosingEntities(_ entities: EntityVocabulary) throws -> ModelArchive {
    guard let own = try entityVocabulary else {
      throw CheckpointError.badContent(origin, "there is no entity_vocab.json")
    }
    let unknown = Int(own.unknownID ?? 0)
    var rows = [Int](repeating: unknown, count: entities.vocabularySize)
    for (title, id) in entities.titles() {
      guard let row = own.id(title: title), row < configuration.entityVocabularySize else {
        continue
      }
      rows[Int(id)] = Int(row)
    }
    var changed = self
    changed.weights = weights.belowLuke.choosingEntities(rows)
    changed.storedEntityVocabulary = StoredEntityVocabulary(entities)
    changed.configuration.entityVocabularySize = rows.count
    return changed
  }

  /// A model from pretraining, or one that keeps its entities, with `[MASK2]`, which transformers'
  /// `LukeTokenizer` asks for and pretraining has no use for: it begins as `[MASK]`, and nothing is expected to be hidden behind it
  /// (`convert_luke_to_huggingface_model.py` of the official code).
  ///
  /// Throws `TokenizerError` when the entity vocabulary is damaged.
  func withSecondMask() throws -> ModelArchive {
    guard let entities = try entityVocabulary, entities.secondMaskID == nil,
      let mask = entities.maskID
    else { return self }
    let count = configuration.entityVocabularySize
    let larger = entities.addingTitles([EntityVocabulary.secondMaskTitle])
    guard larger.secondMaskID == Int32(count) else { return self }
    var changed = self
    changed.weights = weights.belowLuke.addingEntity(like: Int(mask), to: count)
    changed.configuration.entityVocabularySize = count + 1
    changed.storedEntityVocabulary = StoredEntityVocabulary(larger)
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
