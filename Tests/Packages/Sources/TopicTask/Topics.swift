import LukeData

/// The lines of a file.
public struct Topics: LabelledCorpus {
  public let file: String
  public let checksum: UInt32
  public let notes: [String]
  public private(set) var lines: [TopicLine] = []

  /// Reads all lines; of those that are wrong every one is told.
  public init(_ source: SourceText, requiresLabels: Bool) throws {
    (file, checksum, notes) = (source.file, source.checksum, source.notes)
    var faults = FaultCollector(file: file)
    for line in source.lines where !line.text.isEmpty {
      guard let read = TopicLine(line) else {
        faults.add(line.location, "has a [[ without a name and ]] after it")
        continue
      }
      if requiresLabels, read.topic == nil {
        faults.add(line.location, "has no topic and tab before its text")
      }
      lines.append(read)
    }
    try faults.throwIfAny()
  }
}
