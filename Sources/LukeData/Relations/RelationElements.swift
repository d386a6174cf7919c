/// Reads relations from JSON of objects in one array, or one after another, as TACRED and RELX-Distant have
/// them.
enum RelationElements {
  /// Makes an example of each object.
  static func read<Record: Decodable>(
    _ source: SourceText, as type: Record.Type, badRecords: BadRecords,
    _ example: (Record, SourceLocation) throws(JSONText.Fault) -> RelationExample
  ) throws(DataError) -> RelationReading {
    let objects = JSONElements(source.bytes)
    var faults = FaultCollector(file: source.file, policy: badRecords)
    var examples: [RelationExample] = []
    for element in objects.elements {
      let location = SourceLocation(file: source.file, line: element.line)
      if element.bytes.count > LongestRecord.byteCount {
        faults.add(
          line: element.line, column: element.column,
          "is longer than \(LongestRecord.name), the most that is read of a record")
        continue
      }
      do throws(JSONText.Fault) {
        examples.append(try example(JSONText.decode(type, from: element.bytes), location))
      } catch {
        faults.add(error, line: element.line, column: element.column)
      }
    }
    if let stray = objects.stray {
      faults.add(
        line: stray.line, column: stray.column,
        "is not valid JSON: did not expect \"\(stray.text)\" here")
    }
    try faults.throwIfAny(leaving: examples.count)
    if !objects.isComplete {
      throw .unsuitable(file: source.file, reason: "is not valid JSON: a bracket or quote is open")
    }
    return RelationReading(examples: examples, notes: faults.notes)
  }
}
