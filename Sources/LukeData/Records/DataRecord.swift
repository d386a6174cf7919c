import LukeJSON

/// One record of a file: an object of JSON, or a row of a table.
package struct DataRecord: Sendable {
  /// Where it starts.
  package let location: SourceLocation
  /// An object; of a row, the texts of its columns under their names, or numbers counted from 0.
  package let value: JSONValue
  /// The fields of a row; nil for an object.
  let row: [String]?

  init(_ value: JSONValue, _ location: SourceLocation) {
    (self.value, self.location, row) = (value, location, nil)
  }

  init(row: [String], names: [String]?, _ location: SourceLocation) {
    self.location = location
    self.row = row
    let keys = names ?? row.indices.map(String.init)
    value = .object(zip(keys, row).map { JSONValue.Member(key: $0, value: .string($1)) })
  }

  /// What a field holds; nil where the record has no such field.
  package subscript(field: RecordField) -> JSONValue? {
    switch field {
    case .name(let name): named(name)
    case .number(let number):
      row.flatMap { row in
        ColumnSelection.index(number, of: row.count).map { .string(row[$0]) }
      }
    }
  }

  /// A field by its name, or, where no field is called so, by names with points between them, each in
  /// the object that the one before holds.
  private func named(_ name: String) -> JSONValue? {
    if let found = value[name] { return found }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return nil }
    return parts.reduce(value as JSONValue?) { value, part in
      if let index = Int(part), let elements = value?.elements {
        return elements.indices.contains(index) ? elements[index] : nil
      }
      return value?[String(part)]
    }
  }
}
