/// What a corpus becomes for named entity recognition.
public struct EntitySpanFeatures: FeaturePart {
  /// The passes, in the order of the sentences.
  public var features: [EntitySpanFeature] = []
  /// Entities that no candidate stands for.
  public var unreachable: [UnreachableAnnotation] = []
  /// How many sentences are longer than a sequence and were split.
  public var splitSentenceCount = 0
  /// The parts that these were split into.
  public var partCount = 0
  /// How many words are longer than a sequence and lost their last subwords.
  public var cutWordCount = 0
  /// How many sentences have more candidates, or a part with more, than one pass may have.
  public var crowdedSentenceCount = 0
  /// The passes of these.
  public var crowdedPassCount = 0
  /// How many entities share words with another, that could be answered with, too, as answers never do.
  public var overlappingEntityCount = 0
  /// The fewest of these that no answer has.
  public var outnumberedEntityCount = 0
  /// How many entities have so many subwords.
  public var entityLengths: [Int: Int] = [:]

  mutating func append(_ more: EntitySpanFeatures) {
    features += more.features
    unreachable += more.unreachable
    splitSentenceCount += more.splitSentenceCount
    partCount += more.partCount
    cutWordCount += more.cutWordCount
    crowdedSentenceCount += more.crowdedSentenceCount
    crowdedPassCount += more.crowdedPassCount
    overlappingEntityCount += more.overlappingEntityCount
    outnumberedEntityCount += more.outnumberedEntityCount
    entityLengths.merge(more.entityLengths, uniquingKeysWith: +)
  }
}
