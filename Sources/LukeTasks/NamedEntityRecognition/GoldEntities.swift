import LukeData

/// The annotated entities of a sentence, checked off as candidates for them are found.
struct GoldEntities {
  private let sentence: AnnotatedSentence
  private let labels: LabelSet
  private var byWords: [Range<Int32>: Int] = [:]
  private var taken: Set<Int> = []

  init(_ sentence: AnnotatedSentence, labels: LabelSet) {
    self.sentence = sentence
    self.labels = labels
    for (index, entity) in sentence.entities.enumerated() {
      let words = Int32(entity.words.lowerBound)..<Int32(entity.words.upperBound)
      if byWords[words] == nil { byWords[words] = index }
    }
  }

  /// The class of a candidate; the loss ignores one that training data have no class for.
  mutating func take(_ words: Range<Int32>) -> Int32 {
    guard !byWords.isEmpty, let index = byWords[words] else { return 0 }
    guard let label = labels.index(of: sentence.entities[index].label) else {
      return EntitySpanFeature.ignoredLabel
    }
    taken.insert(index)
    return Int32(label)
  }

  /// The entities that no candidate was found for; `reason` says why one has no candidate.
  func unreachable(reason: (EntityAnnotation) -> String) -> [UnreachableAnnotation] {
    let file = sentence.location.file
    var result: [UnreachableAnnotation] = []
    for (index, entity) in sentence.entities.enumerated() where !taken.contains(index) {
      result.append(
        UnreachableAnnotation(
          location: SourceLocation(file: file, line: entity.line),
          text: sentence.text(of: entity.words), label: entity.label,
          reason: labelReason(index, entity) ?? reason(entity)))
    }
    for entity in sentence.unalignedEntities {
      result.append(
        UnreachableAnnotation(
          location: SourceLocation(file: file, line: entity.line), text: entity.text,
          label: entity.label, reason: entity.reason))
    }
    return result
  }

  private func labelReason(_ index: Int, _ entity: EntityAnnotation) -> String? {
    if labels.index(of: entity.label) == nil {
      let known = labels.names.dropFirst().joined(separator: ", ")
      return "the training data have no such label, only \(known)"
    }
    let words = Int32(entity.words.lowerBound)..<Int32(entity.words.upperBound)
    guard let first = byWords[words], first != index else { return nil }
    return "the same words are marked as \(sentence.entities[first].label) too"
  }
}
