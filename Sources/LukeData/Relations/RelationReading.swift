/// What a reader of relations found in a file.
struct RelationReading {
  /// The examples in the order of the file.
  var examples: [RelationExample] = []
  /// What was left out or taken otherwise than it is written, one sentence each.
  var notes: [String] = []
  /// The texts of which the examples are all ordered pairs; nil where they are not.
  var pairedTexts: [PairedText]?
}
