import LukeModel
import LukeTasks

/// One line as the model reads it.
public struct TopicFeature: StoredFeature {
  /// The place of the line among those of its file.
  var line: Int
  /// Subwords and, for each name, an entity with its places among them.
  var example: LukeExample
  /// The class of its topic; -1 for none.
  var label: Int32

  init(line: Int, example: LukeExample, label: Int32) {
    (self.line, self.example, self.label) = (line, example, label)
  }

  public func store(in writer: inout FeatureWriter) {
    writer.write(line)
    writer.write(example.wordIDs)
    writer.write(example.entityIDs)
    writer.write(example.entityPositions) { $1.write($0) }
    writer.write(Int(label))
  }

  public init(from reader: inout FeatureReader) throws(FeatureStorageError) {
    line = try reader.integer()
    example = LukeExample(
      wordIDs: try reader.integers(), entityIDs: try reader.integers(),
      entityPositions: try reader.list { (reader) throws(FeatureStorageError) in
        try reader.integers()
      })
    label = Int32(truncatingIfNeeded: try reader.integer())
  }
}
