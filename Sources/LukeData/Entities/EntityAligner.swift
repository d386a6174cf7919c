/// Finds the words that entities given by character offsets cover.
struct EntityAligner {
  private let scalars: [Unicode.Scalar]
  /// The words in their order, among which borders are sought: tables of them would be larger than a long text.
  private let words: [Range<Int>]
  private let line: Int
  private var seen: Set<EntityAnnotation> = []

  init(_ sentence: AnnotatedSentence, scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    words = sentence.wordRanges
    line = sentence.location.line
    seen = Set(sentence.entities)
  }

  /// The first word that ends behind a place.
  private func firstWord(endingAfter place: Int) -> Int {
    var (low, high) = (0, words.count)
    while low < high {
      let middle = (low + high) / 2
      if words[middle].upperBound > place { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The word that begins at a place; nil where none does.
  private func start(_ place: Int) -> Int? {
    let word = firstWord(endingAfter: place)
    return word < words.count && words[word].lowerBound == place ? word : nil
  }

  /// The number of words up to the one that ends at a place; nil where none does.
  private func end(_ place: Int) -> Int? {
    let word = firstWord(endingAfter: place - 1)
    return word < words.count && words[word].upperBound == place ? word + 1 : nil
  }

  /// Adds an entity to the sentence; blanks at its ends do not matter, and one given twice counts once.
  mutating func add(
    _ entity: EntityRecord.Entity, index: Int, to sentence: inout AnnotatedSentence
  ) throws(JSONText.Fault) {
    let key = "entities[\(index)]"
    try check(entity.label, "\(key).label")
    try add(
      checked(entity, key), entity.label, key: key, labelKey: "\(key).label", to: &sentence)
  }

  /// Adds an entity that covers some scalars of the text; `key` and `labelKey` are where it stands.
  mutating func add(
    _ scalars: Range<Int>, _ label: String, key: String, labelKey: String,
    to sentence: inout AnnotatedSentence
  ) throws(JSONText.Fault) {
    try check(label, labelKey)
    guard let range = scalars.withoutBlankEnds(in: self.scalars) else {
      throw JSONText.Fault(message: "\"\(key)\": the entity is blank")
    }
    if let start = start(range.lowerBound), let end = end(range.upperBound) {
      let found = EntityAnnotation(words: start..<end, label: label, line: line)
      if seen.insert(found).inserted { sentence.entities.append(found) }
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
      let place = firstWord(endingAfter: boundary)
      return place < words.count && words[place].lowerBound < boundary ? sentence.words[place] : ""
    }
    if start(range.lowerBound) == nil {
      return "starts inside the word \"\(word(range.lowerBound))\""
    }
    return "ends inside the word \"\(word(range.upperBound))\""
  }

  private func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }
}
