import LukeModel

extension RelationFeature: StoredFeature {
  /// Appends the feature.
  public func store(in writer: inout FeatureWriter) {
    writer.write(example.wordIDs)
    writer.write(example.entityIDs)
    writer.write(example.entityPositions) { $1.write($0) }
    writer.write(Int(label))
    writer.write(index)
  }

  /// Reads what `store(in:)` wrote.
  public init(from reader: inout FeatureReader) throws(FeatureStorageError) {
    let (words, entities) = (try reader.integers(), try reader.integers())
    let positions = try reader.list { (reader) throws(FeatureStorageError) in
      try reader.integers()
    }
    guard let label = Int32(exactly: try reader.integer()), positions.count == entities.count
    else { throw FeatureStorageError() }
    self.init(
      example: LukeExample(wordIDs: words, entityIDs: entities, entityPositions: positions),
      label: label, index: try reader.integer())
  }
}
