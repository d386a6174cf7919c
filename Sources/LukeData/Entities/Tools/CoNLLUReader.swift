/// Reads CoNLL-U with entity tags in its last column, such as `name=B-PER|SpaceAfter=No`.
struct CoNLLUReader {
  private static let columnCount = 10
  /// The names under which treebanks have tags of entities, in small letters.
  private static let names: Set<String> = ["name", "ner", "ne", "entity", "bio"]

  private var texts: ToolTexts
  private var words: [String] = []
  private var tags: [String] = []
  private var lines: [Int] = []
  private var identifier: RecordIdentifier?
  private var parts = Tally()
  private var untagged = Tally()

  /// Whether the first words of a file have tags of entities in their last column.
  static func holds(_ source: SourceText) -> Bool {
    let rows = source.firstLines(400).filter { $0.first != UInt8(ascii: "#") }
      .map { columns($0.string) }
    guard !rows.isEmpty, rows.allSatisfy({ $0.count == columnCount }) else { return false }
    return rows.contains { row in row[0].allSatisfy(\.isNumber) && tag(row) != nil }
  }

  static func read(
    _ source: SourceText, options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    var reader = CoNLLUReader(texts: ToolTexts(source, options, .conllu))
    reader.texts.startDocument()
    source.forEachLine { number, line in reader.take(line.string, number) }
    reader.finishSentence()
    if let rows = reader.parts.phrase("row", "rows") {
      reader.texts.notes.append("\(rows) of a multiword token or an empty node and left out")
    }
    if let words = reader.untagged.phrase("word", "words", verbs: ("has", "have")) {
      reader.texts.notes.append(
        "\(words) no tag in the last column and \(reader.untagged.verb) taken for \"O\"")
    }
    return try reader.texts.corpus()
  }

  private init(texts: ToolTexts) { self.texts = texts }

  private mutating func take(_ line: String, _ number: Int) {
    if line.isEmpty { return finishSentence() }
    if line.hasPrefix("#") {
      let comment = line.dropFirst().drop { $0 == " " }
      if comment == "newdoc" || comment.hasPrefix("newdoc ") {
        finishSentence()
        if texts.count > 0 { texts.startDocument(isMarked: true) } else { texts.marksDocuments() }
      } else if comment.hasPrefix("sent_id"), let equals = comment.firstIndex(of: "=") {
        identifier = .text(String(comment[comment.index(after: equals)...].drop { $0 == " " }))
      }
      return
    }
    let row = Self.columns(line)
    guard row.count == Self.columnCount else {
      let found = row.count == 1 ? "1 column" : "\(row.count) columns"
      return texts.faults.add(line: number, "\(found) where CoNLL-U has \(Self.columnCount)")
    }
    guard row[0].allSatisfy(\.isNumber) else { return parts.add(number) }
    words.append(String(row[1]))
    lines.append(number)
    if let tag = Self.tag(row) {
      tags.append(tag)
    } else {
      untagged.add(number)
      tags.append("O")
    }
  }

  private mutating func finishSentence() {
    defer { (words, tags, lines, identifier) = ([], [], [], nil) }
    guard let first = lines.first else { return }
    var sentence = AnnotatedSentence(
      words: words, location: SourceLocation(file: texts.source.file, line: first))
    sentence.identifier = identifier
    texts.add(sentence, tags: tags, lines: lines)
  }

  private static func columns(_ line: String) -> [Substring] {
    line.split(separator: "\t", omittingEmptySubsequences: false)
  }

  /// The tag in the last column; nil where it has none.
  private static func tag(_ row: [Substring]) -> String? {
    for part in row[columnCount - 1].split(separator: "|") {
      guard let equals = part.firstIndex(of: "="),
        names.contains(part[..<equals].lowercased())
      else { continue }
      let tag = String(part[part.index(after: equals)...])
      if EntityTag.matches(tag, .prefixed) { return tag }
    }
    return nil
  }
}
