import LukeJSON

extension RecordField {
  /// The field that has the first of some usual names, in small letters; nil where none has any of them.
  static func first(of names: [String], among fields: [String]) -> RecordField? {
    names.lazy.compactMap { name in fields.first { $0.lowercased() == name } }.first
      .map(RecordField.name)
  }
}

extension RecordRecognition {
  /// How many columns are shown, and how much of each.
  private static let shownColumns = 12, shownLength = 40

  /// What to say of CSV of which no column is known to hold what a task reads; nil for other texts.
  /// - Parameters:
  ///   - what: that which no column holds.
  ///   - keys: those that name the columns.
  static func unknownColumns(
    of source: SourceText, _ what: String, _ keys: String
  ) -> String? {
    let known = KnownText(source)
    guard known.map(\.isCSV) ?? true, let found = try? format(of: source) ?? csv(source, known),
      found == .csv || known?.isCSV == true
    else { return nil }
    let rows = DelimitedRows(
      source, delimiter: delimiter(of: source, .csv), quoting: true, limit: 1)
    let fields = rows.rows.first?.fields ?? []
    // In running text blanks follow commas.
    let isProse = fields.dropFirst().contains { $0.first == " " }
    guard fields.count > 1, !isProse || known != nil else { return nil }
    let names = fields.prefix(shownColumns).map { field in
      let name = field.withoutInvisibleEnds
      return "\"\(name.prefix(shownLength))\(name.count > shownLength ? "…" : "")\"".asShown
    }
    return "is CSV without a column that is known to hold \(what); its first row is "
      + names.joined(separator: ", ") + (fields.count > shownColumns ? ", …" : "")
      + "; name the columns in \(keys), or count them from 0 with data.header false where the row names none"
  }

  private static func csv(_ source: SourceText, _ known: KnownText?) -> RecordFormat? {
    known?.isCSV == true ? .csv : nil
  }
}

/// Which fields a table has, for readers that look for theirs.
extension RecordTable {
  /// How many records are looked at.
  private static let sampleSize = 100

  /// The names of all fields, in their order; none for a table without a header.
  var fieldNames: [String] {
    if format.isTable { return header ?? [] }
    var (names, seen): ([String], Set<String>) = ([], [])
    for record in records.prefix(Self.sampleSize) {
      for member in record.value.members ?? [] where seen.insert(member.key).inserted {
        names.append(member.key)
      }
    }
    return names
  }

  /// Throws where a field that `data.columns` names under `key` is not there.
  func check(_ field: RecordField?, _ key: String, _ fields: [String]) throws(DataError) {
    guard let field else { return }
    if case .name(let name) = field, fields.contains(name) { return }
    if records.prefix(Self.sampleSize).contains(where: { $0[field] != nil }) { return }
    let lack =
      format.isTable && fields.isEmpty
      ? "its rows of \(columnCount) columns without names have not; columns are counted from 0, and "
        + "data.header tells whether the first row names them"
      : "it has not: \(fieldList(fields))"
    throw .unsuitable(file: source.file, reason: "data.columns.\(key) is \(field), which \(lack)")
  }

  /// The error for a file of which nothing tells what holds something; `keys` are those that would.
  func lack(of what: String, _ fields: [String], _ keys: String) -> DataError {
    .unsuitable(
      file: source.file,
      reason: "no field is known to hold \(what): \(fieldList(fields)); name it in \(keys)")
  }

  /// The fields as a message lists them.
  func fieldList(_ fields: [String]) -> String {
    if fields.isEmpty { return "the rows have \(columnCount) columns without names" }
    return (format.isTable ? "the columns are " : "the keys are ")
      + fields.map { "\"\($0)\"" }.joined(separator: ", ")
  }
}
