import LukeData

/// A line of a file: `topic<TAB>text`, or a text alone, with names in double square brackets.
public struct TopicLine: Sendable {
  /// What the text is about; nil where the line does not say.
  public var topic: String?
  /// The text without the brackets.
  public var text = ""
  /// The places of the names in it, in Unicode scalars.
  public var names: [Range<Int>] = []
  /// Where the line is.
  public var location: SourceLocation

  /// Reads a line; nil where brackets are opened and never closed, or hold nothing.
  init?(_ line: SourceLine) {
    location = line.location
    let parts = line.text.split(separator: "\t", maxSplits: 1)
    topic = parts.count > 1 ? String(parts[0]) : nil
    var rest = parts.last ?? ""
    while let opening = rest.firstRange(of: "[[") {
      let marked = rest[opening.upperBound...]
      guard let closing = marked.firstRange(of: "]]"), closing.lowerBound > marked.startIndex
      else { return nil }
      text += rest[..<opening.lowerBound]
      let start = text.unicodeScalars.count
      text += marked[..<closing.lowerBound]
      names.append(start..<text.unicodeScalars.count)
      rest = marked[closing.upperBound...]
    }
    text += rest
  }
}
