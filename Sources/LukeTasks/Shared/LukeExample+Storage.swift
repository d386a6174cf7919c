import LukeModel

extension FeatureWriter {
  /// Appends words and entities.
  mutating func write(_ example: LukeExample) {
    write(example.wordIDs)
    write(example.wordTypeIDs ?? [])
    write(example.entityIDs)
    write(example.entityTypeIDs ?? [])
    write(example.entityPositions) { $1.write($0) }
  }
}

extension FeatureReader {
  /// Reads what `write(_:)` of an example appended.
  mutating func example() throws(FeatureStorageError) -> LukeExample {
    let (words, types) = (try integers(), try integers())
    let (entities, entityTypes) = (try integers(), try integers())
    let positions = try list { (reader) throws(FeatureStorageError) in try reader.integers() }
    guard types.isEmpty || types.count == words.count,
      entityTypes.isEmpty || entityTypes.count == entities.count,
      positions.count == entities.count
    else { throw FeatureStorageError() }
    return LukeExample(
      wordIDs: words, wordTypeIDs: types.isEmpty ? nil : types, entityIDs: entities,
      entityTypeIDs: entityTypes.isEmpty ? nil : entityTypes, entityPositions: positions)
  }
}
