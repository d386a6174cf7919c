/// What a corpus becomes for named entity recognition.
public struct EntitySpanFeatures: Sendable {
  /// The passes, in the order of the sentences.
  public var features: [EntitySpanFeature] = []
  /// Entities that no candidate stands for.
  public var unreachable: [UnreachableAnnotation] = []
  /// How many sentences are longer than a sequence and were split.
  public var splitSentenceCount = 0

  mutating func append(_ more: EntitySpanFeatures) {
    features += more.features
    unreachable += more.unreachable
    splitSentenceCount += more.splitSentenceCount
  }
}
