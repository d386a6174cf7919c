import LukeJSON

extension SourceText {
  /// Bytes of a text that is no longer read whole by everybody who only has to find out whether it is theirs.
  private static let largeByteCount = 1 << 18
  /// The most lines, and keys of a single object, of a sample.
  private static let sampleLines = 200, sampleKeys = 1000

  /// The beginning of large JSON as a text of its own, which those refuse who do not know the whole by its form; nil
  /// for other texts, and where no such beginning can be had.
  package var beginningOfJSON: SourceText? {
    guard bytes.count > Self.largeByteCount, let first = firstLines(1).first,
      let start = first.first(where: { !$0.isBlank })
    else { return nil }
    let texts: [String]
    if start == UInt8(ascii: "[") {
      guard firstRecords.count > 1 else { return nil }
      texts = ["[" + firstRecords.map(\.compactText).joined(separator: ",\n") + "]"]
    } else if start == UInt8(ascii: "{"), let record = try? JSONParser.parse(first) {
      let lines = firstLines(Self.sampleLines)
      if lines.count > 1 {
        texts = lines.map(\.string)
      } else {
        // One object with so many keys is a dictionary of something.
        guard let members = record.members, members.count > Self.sampleKeys else { return nil }
        texts = [JSONValue.object(Array(members.prefix(Self.sampleKeys))).compactText]
      }
    } else {
      return nil
    }
    return try? SourceText(bytes: Array(texts.joined(separator: "\n").utf8), file: file)
  }
}
