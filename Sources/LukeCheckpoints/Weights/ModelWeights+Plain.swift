import LukeModel

/// Weights of plain encoders, which have names and places of their own in transformers.
extension ModelWeights {
  /// The arrays of a model as its class in transformers has them: of a plain encoder the modules under
  /// their names there, and the table of positions without rows that are LUKE's alone.
  ///
  /// Names are below `luke.`, but for a bare encoder's.
  package func inTransformersLayout(of configuration: LukeConfiguration) -> ModelWeights {
    guard !configuration.usesEntities else { return self }
    let names = PlainNames(configuration)
    var written = self
    let added = configuration.addedPositionCount
    if added > 0, let name = positionTable, let table = entries[name] {
      let rows = (added..<table.rowCount).map { $0 }
      written = adding([name: table.selecting(rows)])
    }
    return written.renamed(names.nameInTransformers)
  }

  /// The arrays of a class of transformers, under the standard names of a model with a head, as a plain
  /// encoder has them here; those of heads that it does not have are left out.
  func inOwnLayout(of configuration: LukeConfiguration) -> ModelWeights {
    let names = PlainNames(configuration)
    let all = Set(entries.keys)
    return removing { names.isReplaced($0, among: all) }.renamed(names.ownName)
      .shiftingWordPositions(by: configuration.addedPositionCount)
  }

  /// The name that the table of word positions has.
  private var positionTable: String? {
    let name = Self.names.tables.wordPositions
    return [name, LukeNames.bareName(name) ?? name].first { entries[$0] != nil }
  }

  /// Puts `count` rows of zeros before the word position table, for encoders that count from 0:
  /// LUKE counts as RoBERTa does.
  func shiftingWordPositions(by count: Int) -> ModelWeights {
    guard count > 0, let table = entries[Self.names.tables.wordPositions] else { return self }
    let rows = [Int?](repeating: nil, count: count) + (0..<table.rowCount).map { $0 }
    return adding([Self.names.tables.wordPositions: table.selecting(rows)])
  }

  /// The weights without entities: their tables, the queries of entity-aware attention, and the head over
  /// all entities; these are not told as unused, but counted.
  func withoutEntities() -> (weights: ModelWeights, count: Int) {
    var plain = belowLuke.removing([.entities, .entityHead]).withEntityAwareQueries(false)
    let dropped = belowLuke.entries.filter { plain.entries[$0.key] == nil }
    let names = Set(dropped.values.flatMap(\.fileNames))
    plain.fileNames.removeAll(where: names.contains)
    return (plain, dropped.count)
  }
}
