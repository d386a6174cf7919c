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

  /// Of the entities that candidates were found for, how many share words with another in a way that
  /// answers may not, and how many of them are left over for certain.
  func overlaps(allowed: EntityOverlaps) -> (overlapping: Int, leftOver: Int) {
    switch allowed {
    case .none: return overlaps()
    case .nested: return crossings()
    case .any: return (0, 0)
    }
  }

  /// How many cross another, and how many of them no answer has: of two that cross one is left over.
  private func crossings() -> (overlapping: Int, leftOver: Int) {
    let spans = taken.map { sentence.entities[$0].words }
    func cross(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
      !EntityOverlaps.nested.allows(one, other)
    }
    let crossing = spans.filter { span in spans.contains { cross($0, span) } }
    // Pairs that have no span in common are the least that is certain.
    var left = crossing
    var pairs = 0
    while let span = left.popLast() {
      guard let other = left.firstIndex(where: { cross($0, span) }) else { continue }
      left.remove(at: other)
      pairs += 1
    }
    return (crossing.count, pairs)
  }

  /// Of all that overlap, how many are left over where the most that do not overlap are answered.
  private func overlaps() -> (overlapping: Int, leftOver: Int) {
    let spans = taken.map { sentence.entities[$0].words }.sorted {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }
    var overlapping = 0
    var furthest = Int.min
    for (index, span) in spans.enumerated() {
      let reachesNext = index + 1 < spans.count && spans[index + 1].lowerBound < span.upperBound
      if span.lowerBound < furthest || reachesNext { overlapping += 1 }
      furthest = max(furthest, span.upperBound)
    }
    // Whoever takes what ends first takes the most.
    var answered = 0
    var end = Int.min
    for span in spans.sorted(by: { $0.upperBound < $1.upperBound }) where span.lowerBound >= end {
      answered += 1
      end = span.upperBound
    }
    return (overlapping, spans.count - answered)
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
