/// A relation that a labelling tool's file has, with the text that both of its spans are in.
struct ToolRelation {
  var text: String
  var head, tail: ToolSpan
  var type: String
  var identifier: RecordIdentifier?
  var location: SourceLocation
}

/// Gathers the relations of a labelling tool's file and makes examples of them: each relation is one.
struct RelationToolTexts {
  let source: SourceText
  let options: RelationDataOptions
  /// Records that cannot be read.
  var faults: FaultCollector
  /// What the reader has to say, parts of sentences after the file's name.
  var notes: [String] = []
  private var examples: [RelationExample] = []
  private var converted = Tally()
  private let units: OffsetUnits

  init(_ source: SourceText, _ options: RelationDataOptions, units: OffsetUnits = .scalars) {
    (self.source, self.options, self.units) = (source, options, units)
    faults = FaultCollector(file: source.file, policy: options.badRecords)
  }

  /// Takes a relation; one with a span that is none of the text is a fault.
  mutating func add(_ relation: ToolRelation) {
    do throws(JSONText.Fault) {
      if options.requiresLabels { try RelationRecordReader.check(relation: relation.type) }
      var place = SpanPlace(relation.text, usual: units)
      let scalars = Array(relation.text.unicodeScalars)
      func range(_ span: ToolSpan) throws(JSONText.Fault) -> Range<Int> {
        guard let range = try place.find(span).withoutBlankEnds(in: scalars) else {
          throw JSONText.Fault(message: "\"\(span.key)\": the span is blank")
        }
        return range
      }
      let (head, tail) = (try range(relation.head), try range(relation.tail))
      let file = relation.location.file
      converted.add(
        relation.location.line, place.convertedCount, in: file == source.file ? nil : file)
      examples.append(
        RelationExample(
          text: relation.text, head: head, tail: tail, relation: relation.type,
          identifier: relation.identifier, location: relation.location))
    } catch {
      faults.add(relation.location, error.message)
    }
  }

  /// The examples of the file.
  /// - Parameter nothing: what to say of a file without any.
  mutating func reading(nothing: String) throws(DataError) -> RelationReading {
    try faults.throwIfAny(leaving: examples.count)
    if examples.isEmpty { throw .unsuitable(file: source.file, reason: nothing) }
    if converted.count > 0 {
      let others = units == .scalars ? "UTF-16 code units" : "Unicode code points"
      notes.append(
        "the offsets of \(converted.count) \(converted.count == 1 ? "span" : "spans"), the first "
          + "\(converted.place), count \(others), as the texts tell, and are read so")
    }
    notes.append(
      "each relation is an example; pairs of entities that nobody related are none")
    return RelationReading(
      examples: examples, notes: faults.notes + notes.map { "\(source.file): \($0)" })
  }
}
