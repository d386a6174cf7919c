public import LukeLayers
import LukeModel

extension ModelWeights {
  /// The names of LUKE's arrays.
  static var names: LukeNames { .standard }

  /// Names as a model with a head has them, below `luke.`; a bare model is saved without it.
  public var belowLuke: ModelWeights {
    if entries.keys.contains(where: LukeNames.isOfEncoder) { return self }
    return renamed { LukeNames.partOfBare($0) == nil ? $0 : LukeNames.belowLuke($0) }
  }

  /// Names as a bare model has them: the encoder without `luke.`, and no head.
  public var bare: ModelWeights { belowLuke.renamed(LukeNames.bareName) }

  /// The arrays without those of some parts of a model.
  public func removing(_ parts: Set<ParameterPart>) -> ModelWeights {
    removing { LukeNames.part(of: $0).map(parts.contains) ?? false }
  }

  /// Gives every attention layer the queries that entity-aware attention has, or takes them away.
  ///
  /// Queries that are not there yet begin as the layer's `query`, as in the official code. Names are
  /// below `luke.`.
  public func withEntityAwareQueries(_ isEntityAware: Bool) -> ModelWeights {
    guard isEntityAware else { return removing(where: LukeNames.isEntityAwareQuery) }
    var added: [String: Entry] = [:]
    for (name, entry) in entries {
      for copy in LukeNames.entityAwareQueries(beside: name) where entries[copy] == nil {
        added[copy] = entry
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
    var changed: [String: Entry] = [:]
    for name in Self.names.wordRows {
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
    for name in Self.names.entityRows + [Self.names.entityBias] {
      if let entry = entries[name] { changed[name] = entry.selecting(rows) }
    }
    return adding(changed)
  }

  /// Cuts the entity table down to the given rows, in their order; the head over all entities goes.
  public func keepingEntities(_ rows: [Int]) -> ModelWeights {
    let kept = removing([.entityHead])
    guard let entry = entries[Self.names.tables.entities] else { return kept }
    return kept.adding([Self.names.tables.entities: entry.selecting(rows)])
  }
}
