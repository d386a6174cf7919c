import LukeJSON

extension RecordField {
  /// The field that has the first of some usual names, in small letters; nil where none has any of them.
  static func first(of names: [String], among fields: [String]) -> RecordField? {
    names.lazy.compactMap { name in fields.first { $0.lowercased() == name } }.first
      .map(RecordField.name)
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
