/// How much of a document the model sees around the sentence it looks for entities in.
public enum EntityContext: String, Hashable, Sendable, Codable, CaseIterable {
  /// The sentences around it, as many subwords as fit, half before and half after.
  case document
  /// The sentence alone.
  case sentence
}
