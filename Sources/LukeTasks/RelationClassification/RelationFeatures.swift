/// What a corpus becomes for relation classification.
public struct RelationFeatures: FeaturePart {
  /// The features, in the order of the examples; an unreachable example has none.
  public var features: [RelationFeature] = []
  /// Examples that have no feature, or a relation that the training data have not.
  public var unreachable: [UnreachableAnnotation] = []
  /// How many texts are longer than a sequence and lost words away from the two spans.
  public var cutExampleCount = 0
  /// How many spans have more subwords than give an entity its position.
  public var longSpanCount = 0
  /// How many examples have no feature.
  public var unaskedCount = 0

  mutating func append(_ more: RelationFeatures) {
    features += more.features
    unreachable += more.unreachable
    cutExampleCount += more.cutExampleCount
    longSpanCount += more.longSpanCount
    unaskedCount += more.unaskedCount
  }
}
