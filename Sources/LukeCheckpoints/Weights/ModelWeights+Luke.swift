extension ModelWeights {
  /// Names of LUKE's tables.
  enum Table {
    static let words = "luke.embeddings.word_embeddings.weight"
    static let wordPositions = "luke.embeddings.position_embeddings.weight"
    static let wordTypes = "luke.embeddings.token_type_embeddings.weight"
    static let entities = "luke.entity_embeddings.entity_embeddings.weight"
    static let entityPositions = "luke.entity_embeddings.position_embeddings.weight"
    static let entityTypes = "luke.entity_embeddings.token_type_embeddings.weight"
  }

  /// Whether an array belongs to a pretraining head, which fine-tuning has no use for.
  public static func isPretrainingHead(_ name: String) -> Bool {
    ["lm_head.", "entity_predictions.", "cls."].contains { name.hasPrefix($0) }
  }

  /// Names as a model with a head has them, below `luke.`; a bare model is saved without it.
  public var belowLuke: ModelWeights {
    if entries.keys.contains(where: { $0.hasPrefix("luke.") }) { return self }
    return renamed { name in
      let isEncoder = ["embeddings.", "entity_embeddings.", "encoder.", "pooler."]
        .contains { name.hasPrefix($0) }
      return isEncoder ? "luke." + name : name
    }
  }

  /// Names as a bare model has them: the encoder without `luke.`, and no head.
  public var bare: ModelWeights {
    belowLuke.renamed { $0.hasPrefix("luke.") ? String($0.dropFirst("luke.".count)) : nil }
  }

  private static let entityAwareQueries = ["w2e_query", "e2w_query", "e2e_query"]

  /// Whether an array belongs to a query of entity-aware attention.
  static func isEntityAwareQuery(_ name: String) -> Bool {
    entityAwareQueries.contains { name.contains(".self.\($0).") }
  }

  /// Gives every attention layer the queries that entity-aware attention has, or takes them away.
  ///
  /// Queries that are not there yet begin as the layer's `query`, as in the official code. Names are
  /// below `luke.`.
  public func withEntityAwareQueries(_ isEntityAware: Bool) -> ModelWeights {
    guard isEntityAware else { return removing(where: Self.isEntityAwareQuery) }
    var added: [String: Entry] = [:]
    for (name, entry) in entries {
      guard let range = name.range(of: ".attention.self.query.") else { continue }
      for kind in Self.entityAwareQueries {
        let copy = name.replacingCharacters(in: range, with: ".attention.self.\(kind).")
        if entries[copy] == nil { added[copy] = entry }
      }
    }
    return adding(added)
  }

  /// Sets rows of the word table, and of a language model head, to copies of others.
  ///
  /// `copies` maps ids to the ids they are copied from; the tables grow up to the largest, and rows
  /// between that nothing is said of are zeros. The official code lets `<ent>` begin as `@` and
  /// `<ent2>` as `#`. Names are below `luke.`.
  public func settingWords(_ copies: [Int: Int]) -> ModelWeights {
    let tables = [
      Table.words, "lm_head.decoder.weight", "lm_head.decoder.bias", "lm_head.bias",
    ]
    var changed: [String: Entry] = [:]
    for name in tables {
      guard let entry = entries[name] else { continue }
      let count = max(entry.rowCount, (copies.keys.max() ?? -1) + 1)
      var rows: [Int?] = (0..<count).map { $0 < entry.rowCount ? $0 : nil }
      for (id, source) in copies {
        precondition(
          source < entry.rowCount, "word \(source) of \(entry.rowCount) cannot be copied")
        rows[id] = source
      }
      changed[name] = entry.selecting(rows)
    }
    return adding(changed)
  }

  /// Makes the entity table, and the head over all entities, of the given rows in their order.
  public func choosingEntities(_ rows: [Int]) -> ModelWeights {
    var changed: [String: Entry] = [:]
    let tables = [
      Table.entities, "entity_predictions.bias", "entity_predictions.decoder.weight",
    ]
    for name in tables {
      if let entry = entries[name] { changed[name] = entry.selecting(rows) }
    }
    return adding(changed)
  }

  /// Cuts the entity table down to the given rows, in their order; the head over all entities goes.
  public func keepingEntities(_ rows: [Int]) -> ModelWeights {
    let kept = removing { $0.hasPrefix("entity_predictions.") }
    guard let entry = entries[Table.entities] else { return kept }
    return kept.adding([Table.entities: entry.selecting(rows)])
  }
}
