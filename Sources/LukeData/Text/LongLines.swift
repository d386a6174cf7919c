extension SourceText {
  /// Throws for lines that are longer than any reader takes: time and memory grow with them.
  func refuseLongLines() throws(DataError) {
    var faults = FaultCollector(file: file)
    forEachLine { number, line in
      if line.count > LongestRecord.byteCount {
        faults.add(line: number, LongestRecord.tooLongLine)
      }
    }
    try faults.throwIfAny()
  }

  /// Whether the text begins as a JSON array does, which may be all on one line.
  var startsAsArray: Bool {
    bytes.first { !$0.isBlank && $0 != .newline } == UInt8(ascii: "[")
  }
}
