public import LukeModel

extension ModelArchive {
  /// The model with words set to copies of others; see `ModelWeights.settingWords`.
  public func settingWords(_ copies: [Int: Int]) -> ModelArchive {
    var larger = self
    larger.weights = weights.belowLuke.settingWords(copies)
    larger.configuration.vocabularySize = max(
      configuration.vocabularySize, (copies.keys.max() ?? -1) + 1)
    return larger
  }

  /// The model as a plain encoder of a family, and how many arrays of entities it had: their tables, the
  /// queries of entity-aware attention, and the head over all entities.
  public func withoutEntities(
    as family: EncoderFamily
  ) -> (model: ModelArchive, droppedArrayCount: Int) {
    var plain = self
    let (weights, count) = weights.withoutEntities()
    plain.weights = weights
    plain.storedEntityVocabulary = nil
    plain.configuration = configuration.withoutEntities(as: family)
    return (plain, count)
  }

  /// The model with entity-aware attention switched on or off; see
  /// `ModelWeights.withEntityAwareQueries`.
  public func usingEntityAwareAttention(_ isEntityAware: Bool) -> ModelArchive {
    var changed = self
    changed.weights = weights.belowLuke.withEntityAwareQueries(isEntityAware)
    changed.configuration.usesEntityAwareAttention = isEntityAware
    return changed
  }
}
