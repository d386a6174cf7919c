/// Finds the words that entities given by character offsets cover.
struct EntityAligner {
  private let scalars: [Unicode.Scalar]
  private let starts: [Int: Int]
  private let ends: [Int: Int]
  private let line: Int

  init(_ sentence: AnnotatedSentence, scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    line = sentence.location.line
    let ranges = sentence.wordRanges.enumerated()
    starts = Dictionary(uniqueKeysWithValues: ranges.map { ($1.lowerBound, $0) })
    ends = Dictionary(uniqueKeysWithValues: ranges.map { ($1.upperBound, $0 + 1) })
  }

  /// Adds an entity to the sentence; blanks at its ends do not matter, and one given twice counts once.
  func add(
    _ entity: EntityRecord.Entity, index: Int, to sentence: inout AnnotatedSentence
  ) throws(JSONText.Fault) {
    let key = "entities[\(index)]"
    try check(entity.label, "\(key).label")
    try add(
      checked(entity, key), entity.label, key: key, labelKey: "\(key).label", to: &sentence)
  }

  /// Adds an entity that covers some scalars of the text; `key` and `labelKey` are where it stands.
  func add(
    _ scalars: Range<Int>, _ label: String, key: String, labelKey: String,
    to sentence: inout AnnotatedSentence
  ) throws(JSONText.Fault) {
    try check(label, labelKey)
    guard let range = scalars.withoutBlankEnds(in: self.scalars) else {
      throw JSONText.Fault(message: "\"\(key)\": the entity is blank")
    }
    if let start = starts[range.lowerBound], let end = ends[range.upperBound] {
      let found = EntityAnnotation(words: start..<end, label: label, line: line)
      if !sentence.entities.contains(found) { sentence.entities.append(found) }
    } else {
      sentence.unalignedEntities.append(
        UnalignedEntity(
          scalars: range, label: label, text: text(range),
          reason: reason(range, sentence), line: line))
    }
  }

  private func check(_ label: String, _ key: String) throws(JSONText.Fault) {
    if label.isInvisible || label == "O" || label.withoutInvisibleEnds != label {
      throw JSONText.Fault(message: "\"\(key)\": \"\(label)\" cannot name an entity type")
    }
  }

  private func checked(
    _ entity: EntityRecord.Entity, _ key: String
  ) throws(JSONText.Fault) -> Range<Int> {
    guard 0 <= entity.start, entity.start < entity.end, entity.end <= scalars.count else {
      let span = "\(entity.start) to \(entity.end)"
      throw JSONText.Fault(
        message: "\"\(key)\": \(span) is no span of the text's \(scalars.count) characters")
    }
    let range = entity.start..<entity.end
    if let wrong = entity.text ?? entity.name.misplaced(range, in: scalars), wrong != text(range) {
      throw JSONText.Fault(
        message: "\"\(key)\": characters \(entity.start) to \(entity.end) are \"\(text(range))\", "
          + "not \"\(wrong)\"; offsets count Unicode code points, end exclusive")
    }
    return range
  }

  private func reason(_ range: Range<Int>, _ sentence: AnnotatedSentence) -> String {
    func word(_ boundary: Int) -> String {
      let place = sentence.wordRanges.firstIndex {
        $0.lowerBound < boundary && boundary < $0.upperBound
      }
      return place.map { sentence.words[$0] } ?? ""
    }
    if starts[range.lowerBound] == nil {
      return "starts inside the word \"\(word(range.lowerBound))\""
    }
    return "ends inside the word \"\(word(range.upperBound))\""
  }

  private func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }
}
