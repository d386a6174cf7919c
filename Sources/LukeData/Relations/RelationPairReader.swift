/// Reads JSON Lines of texts with entities, `{"text" or "tokens", "entities": [{"start", "end", "label"?}]}`,
/// and makes an example of each ordered pair of them.
struct RelationPairReader {
  private struct Record: Decodable {
    let id: RecordIdentifier?
    let text: String?
    let tokens: [String]?
    let entities: [Entity]
  }

  private struct Entity: Decodable {
    let span: Attempt<RelationSpan>
    let label: String?

    private enum Key: String, CodingKey { case label, labels }

    init(from decoder: any Decoder) throws {
      span = try Attempt(from: decoder)
      let values = try decoder.container(keyedBy: Key.self)
      let labels = (try? values.decodeIfPresent([String].self, forKey: .labels)) ?? nil
      label = (try? values.decodeIfPresent(String.self, forKey: .label)) ?? labels?.first
    }
  }

  /// A place in a text, or why there is none.
  private typealias Place = (scalars: Range<Int>, fault: String?)

  private var reading = RelationReading(pairedTexts: [])

  /// Reads a file to be answered.
  static func read(
    _ source: SourceText, options: RelationDataOptions
  ) throws(DataError) -> RelationReading {
    var reader = RelationPairReader()
    var faults = FaultCollector(file: source.file, policy: options.badRecords)
    var unread = UnreadKeys(reading: readKeys)
    JSONText.forEachLine(
      of: source, as: Record.self, faults: &faults, looking: { unread.add($0) }
    ) {
      (record, line) throws(JSONText.Fault) in
      try reader.take(record, SourceLocation(file: source.file, line: line))
    }
    try faults.throwIfAny(leaving: reader.reading.pairedTexts?.count ?? 0)
    reader.reading.notes = faults.notes + unread.notes(of: source)
    return reader.reading
  }

  /// With what our own answers have beside a span.
  private static let readKeys =
    ["text", "tokens"]
    + (RelationSpan.keys + ["label", "labels", "score", "start_word", "end_word"]).map {
      "entities[].\($0)"
    }

  private mutating func take(
    _ record: Record, _ location: SourceLocation
  ) throws(JSONText.Fault) {
    let text: String
    let places: [Place]
    if let words = record.tokens {
      let sentence = AnnotatedSentence(words: words, location: location)
      text = words.joined(separator: " ")
      places = Self.places(record.entities) { (span, key) throws(JSONText.Fault) in
        sentence.scalars(of: try span.words(of: words, key: key))
      }
    } else if let given = record.text {
      let scalars = Array(given.unicodeScalars)
      text = given
      places = Self.places(record.entities) { (span, key) throws(JSONText.Fault) in
        try span.scalars(of: scalars, key: key)
      }
    } else {
      throw JSONText.Fault(message: "key \"text\" or \"tokens\" is missing")
    }
    let start = reading.examples.count
    for (head, tail) in PairedText.pairs(of: places.count) {
      var example = RelationExample(
        text: text, head: places[head].scalars, tail: places[tail].scalars, relation: nil,
        location: location)
      example.fault = Self.fault(places[head], places[tail])
      reading.examples.append(example)
    }
    reading.pairedTexts?.append(
      PairedText(
        text: text, identifier: record.id, labels: record.entities.map(\.label),
        examples: start..<reading.examples.count))
  }

  private static func places(
    _ entities: [Entity],
    _ find: (RelationSpan, _ key: String) throws(JSONText.Fault) -> Range<Int>
  ) -> [Place] {
    entities.enumerated().map { index, entity in
      do throws(JSONText.Fault) {
        return (try find(entity.span.get(), "entities[\(index)]"), nil)
      } catch {
        return (RelationExample.noSpan, error.message)
      }
    }
  }

  private static func fault(_ head: Place, _ tail: Place) -> String? {
    if let fault = head.fault ?? tail.fault { return fault }
    return head.scalars == tail.scalars ? "head and tail are the same part of the text" : nil
  }
}
