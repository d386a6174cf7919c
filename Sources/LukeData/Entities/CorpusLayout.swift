/// What was found out about a file of sentences with entities.
public struct CorpusLayout: Hashable, Sendable, CustomStringConvertible {
  /// What parts the columns of a CoNLL-style file.
  public enum Separator: String, Hashable, Sendable {
    /// One tab between two columns.
    case tab
    /// One or more spaces or tabs between two columns.
    case spaces
  }

  /// The file format.
  public var format: EntityDataFormat
  /// The encoding of the file.
  public var encoding: TextEncoding
  /// Whether the file starts with a byte order mark.
  public var hasByteOrderMark: Bool
  /// What parts the columns; nil for other formats than CoNLL's.
  public var separator: Separator?
  /// The number of columns; nil for other formats than CoNLL's.
  public var columnCount: Int?
  /// The columns of words and tags, counted from 0; nil for other formats than CoNLL's.
  public var wordColumn, labelColumn: Int?
  /// What the types of entities are read from, such as `NamedEntity's value`; nil for formats that have them in one
  /// place alone.
  public var typeSource: String?
  /// The scheme of the tags; nil where there are none.
  public var tagScheme: TagScheme?
  /// How many tags do not fit the scheme; they are read as conlleval reads them.
  public var malformedTagCount = 0
  /// The line of the first tag that does not fit the scheme.
  public var firstMalformedLine: Int?
  /// Whether the file marks where documents start.
  public var marksDocuments = false

  init(_ format: EntityDataFormat, _ source: SourceText) {
    self.format = format
    encoding = source.encoding
    hasByteOrderMark = source.hasByteOrderMark
  }

  init(_ format: EntityDataFormat, encoding: TextEncoding) {
    (self.format, self.encoding, hasByteOrderMark) = (format, encoding, false)
  }

  mutating func adopt(_ interpreter: TagInterpreter) {
    tagScheme = interpreter.scheme
    malformedTagCount = interpreter.malformedCount
    firstMalformedLine = interpreter.firstMalformedLine
  }

  /// One line for the user, such as `CoNLL, 4 columns parted by spaces (words in column 0, tags in
  /// column 3), tags IOB1, UTF-8`.
  public var description: String {
    var parts = [format.title + (typeSource.map { " (types from \($0))" } ?? "")]
    if let columnCount, let separator {
      let name = separator == .tab ? "tabs" : "spaces"
      parts.append(
        columnCount == 1
          ? "1 column" : "\(columnCount) columns parted by \(name)\(columnRemark(columnCount))")
    }
    if let tagScheme { parts.append("tags \(tagScheme.rawValue.uppercased())\(schemeRemark)") }
    parts.append(encoding.title + (hasByteOrderMark ? " with byte order mark" : ""))
    return parts.joined(separator: ", ")
  }

  /// All that was found out, by name; also what ``description`` leaves out because it is plain.
  package var facts: [(name: String, value: String)] {
    var facts = [(name: "format", value: format.title)]
    if let columnCount, let separator {
      let words = wordColumn.map { "words in column \($0)" }
      let labels = labelColumn.map { "labels in column \($0)" }
      let name = separator == .tab ? "tabs" : "spaces"
      let taken = [words, labels].compactMap(\.self).joined(separator: ", ")
      facts.append(
        (
          "columns",
          (columnCount == 1 ? "1" : "\(columnCount), parted by \(name)")
            + (taken.isEmpty ? "" : ": \(taken)")
        ))
    }
    if let typeSource { facts.append(("types", "from \(typeSource)")) }
    if let tagScheme { facts.append(("tags", tagScheme.rawValue.uppercased())) }
    facts.append(("encoding", encoding.title + (hasByteOrderMark ? " with byte order mark" : "")))
    return facts
  }

  /// Which columns were taken, where it is not plain.
  private func columnRemark(_ count: Int) -> String {
    guard let wordColumn, count > 2 || wordColumn != 0 || labelColumn == nil else { return "" }
    let tags = labelColumn.map { ", tags in column \($0)" } ?? ""
    return " (words in column \(wordColumn)\(tags))"
  }

  private var schemeRemark: String {
    if tagScheme == .io { return " (no B- tag; as IOB1 it would read the same)" }
    guard malformedTagCount > 0, let firstMalformedLine else { return "" }
    let count = malformedTagCount
    return " (\(count) that \(count == 1 ? "does" : "do") not fit it, the first in line "
      + "\(firstMalformedLine), read as conlleval reads them)"
  }
}
