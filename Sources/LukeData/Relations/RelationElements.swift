/// Reads relations from JSON of objects in one array, or one after another, as TACRED and RELX-Distant have
/// them.
enum RelationElements {
  /// Makes an example of each object.
  static func read<Record: Decodable>(
    _ source: SourceText, as type: Record.Type, reading keys: [String], badRecords: BadRecords,
    _ example: (Record, SourceLocation) throws(JSONText.Fault) -> RelationExample
  ) throws(DataError) -> RelationReading {
    let objects = JSONElements(source.bytes)
    var faults = FaultCollector(file: source.file, policy: badRecords)
    var examples: [RelationExample] = []
    var unread = UnreadKeys(reading: keys)
    objects.forEach(as: type, in: source.file, &faults, looking: { unread.add($0) }) {
      (record, location) throws(JSONText.Fault) in
      examples.append(try example(record, location))
    }
    objects.addStray(to: &faults)
    try faults.throwIfAny(leaving: examples.count)
    if !objects.isComplete { throw JSONElements.isOpen(file: source.file) }
    return RelationReading(examples: examples, notes: faults.notes + unread.notes(of: source))
  }
}
