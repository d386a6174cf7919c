extension EntitySpanFeature: StoredFeature {
  /// Appends the feature.
  public func store(in writer: inout FeatureWriter) {
    for numbers in [wordIDs, spanStarts, spanEnds, labels] { writer.write(numbers) }
    writer.write(wordRanges.map(\.lowerBound))
    writer.write(wordRanges.map(\.upperBound))
    writer.write(sentence)
    writer.write(Int(entityID))
  }

  /// Reads what `store(in:)` wrote.
  public init(from reader: inout FeatureReader) throws(FeatureStorageError) {
    let wordIDs = try reader.integers()
    let (starts, ends) = (try reader.integers(), try reader.integers())
    let labels = try reader.integers()
    let (lower, upper) = (try reader.integers(), try reader.integers())
    let sentence = try reader.integer()
    guard let entityID = Int32(exactly: try reader.integer()),
      [ends, labels, lower, upper].allSatisfy({ $0.count == starts.count }),
      zip(lower, upper).allSatisfy(<=)
    else { throw FeatureStorageError() }
    self.init(
      wordIDs: wordIDs, spanStarts: starts, spanEnds: ends, labels: labels, sentence: sentence,
      entityID: entityID, wordRanges: zip(lower, upper).map { $0..<$1 })
  }
}
