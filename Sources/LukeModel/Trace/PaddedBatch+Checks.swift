/// Checks of what heads read.
extension PaddedBatch {
  /// Checks that each example has entities, the first of them unmasked; `what` names those that are needed.
  public func checkEntities(atLeast count: Int, what: String) throws {
    if let short = packed.segments.firstIndex(where: { $0.entities.count < count }) {
      throw fault("entity_ids: example \(short) has no entity, and the head reads \(what)")
    }
    try checkFirstEntities(count)
  }

  /// Checks that the first entities of each example, which the head reads, are not masked.
  func checkFirstEntities(_ count: Int) throws {
    let kept = Set(entityPlaces)
    for example in packed.segments.indices {
      for entity in 0..<count where !kept.contains(example * entityShape[1] + entity) {
        throw fault(
          "entity_attention_mask: masks entity \(entity) of example \(example), which the head reads"
        )
      }
    }
  }

  /// Checks that labels that stand for classes are whole numbers.
  func checkWholeLabels() throws {
    guard let labels = arguments.labels, arguments.arrays["labels"] == nil else { return }
    let wrong = labels.values.first { Int32(exactly: $0) == nil }
    throw fault("labels: \(wrong ?? .nan) is no class; classes are whole numbers")
  }

  /// Checks that labels are classes or none.
  func checkClasses(_ name: String, _ classes: Int) throws {
    guard let labels = arguments.arrays[name] else { return try checkWholeLabels() }
    if let wrong = labels.values.first(where: { $0 != -100 && !(0..<Int32(classes)).contains($0) })
    {
      throw fault("\(name): \(wrong) is not one of the \(classes) classes, nor -100 (none)")
    }
  }

  /// An error about the batch.
  func fault(_ text: String) -> ConfigurationError {
    ConfigurationError(origin: arguments.origin, faults: [text])
  }
}
