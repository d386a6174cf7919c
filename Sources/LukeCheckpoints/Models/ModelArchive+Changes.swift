extension ModelArchive {
  /// The model with words set to copies of others; see `ModelWeights.settingWords`.
  public func settingWords(_ copies: [Int: Int]) -> ModelArchive {
    var larger = self
    larger.weights = weights.belowLuke.settingWords(copies)
    larger.configuration.vocabularySize = max(
      configuration.vocabularySize, (copies.keys.max() ?? -1) + 1)
    return larger
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
