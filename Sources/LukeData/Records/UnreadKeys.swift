import LukeJSON

/// Keys of records, or columns, that no rule reads: what is passed over with them is told once for a file.
package struct UnreadKeys {
  private var known = Known()
  private var names: [String] = []
  private var seen: Set<String> = []
  /// The keys above the one that is looked at.
  private var place: [String] = []

  /// The keys that are read of an object, or of the elements of an array.
  private struct Known {
    /// Whether all that is within is read, too, or is nobody's business.
    var isWhole = false
    var parts: [String: Known] = [:]

    mutating func add(_ keys: ArraySlice<String>) {
      guard let key = keys.first else { return isWhole = true }
      parts[key, default: Known()].add(keys.dropFirst())
    }
  }

  /// What stands for the elements of an array.
  private static let elements = "[]"
  /// How many keys are named.
  private static let shownCount = 8

  /// - Parameter paths: the keys that are read, such as `passage.entities[].start`; what is within them counts as
  ///   read.
  package init(reading paths: some Sequence<String>) {
    for path in paths {
      // A key may have points in it.
      known.add([path])
      let keys = path.split(separator: ".").flatMap { key in
        key.hasSuffix(Self.elements)
          ? [String(key.dropLast(Self.elements.count)), Self.elements] : [String(key)]
      }
      if keys.count > 1 { known.add(keys[...]) }
    }
  }

  /// Looks through a record.
  package mutating func add(_ record: JSONValue) { add(record, known) }

  private mutating func add(_ value: JSONValue, _ known: Known) {
    switch value {
    case .object(let members):
      for member in members {
        guard let part = known.parts[member.key] else {
          if !member.value.isNothing, !Self.isBookkeeping(member.key) { name(member.key) }
          continue
        }
        if !part.isWhole { add(member.value, part, under: member.key) }
      }
    case .array(let values):
      guard let part = known.parts[Self.elements], !part.isWhole else { return }
      for value in values { add(value, part) }
    case .null, .bool, .number, .string: return
    }
  }

  private mutating func add(_ value: JSONValue, _ known: Known, under key: String) {
    place.append(value.elements == nil ? key : key + Self.elements)
    add(value, known)
    place.removeLast()
  }

  private mutating func name(_ key: String) {
    let name = place.isEmpty ? key : (place + [key]).joined(separator: ".")
    if seen.insert(name).inserted { names.append(name) }
  }

  /// What is not read, in one sentence; nil where everything is.
  /// - Parameters:
  ///   - advice: the keys of a recipe that name what is read.
  ///   - what: what the names are of.
  package func note(_ advice: String? = nil, of what: String = "key") -> String? {
    if names.isEmpty { return nil }
    let shown = names.prefix(Self.shownCount).map { "\"\($0.asShown)\"" }.joined(separator: ", ")
    let more =
      names.count > Self.shownCount ? " and \(names.count - Self.shownCount) more" : ""
    return
      (names.count == 1 ? "the \(what) \(shown) is" : "the \(what)s \(shown)\(more) are")
      + " not read" + (advice.map { " (\($0))" } ?? "")
  }
}

extension UnreadKeys {
  /// What is not read of a file, as a corpus says it.
  func notes(of source: SourceText) -> [String] {
    note().map { ["\(source.file): \($0)"] } ?? []
  }

  private static let bookkeepingKeys: Set<String> = [
    "", "id", "idx", "ids", "index", "guid", "uid", "uuid", "docid", "sentid", "senid", "qid",
    "pid",
    "source", "split", "split_type", "version", "lang", "language", "url", "meta", "metadata",
    "timestamp",
    "created_at", "updated_at", "annotator", "annotators", "fold-ind", "ind",
  ]
  private static let bookkeepingEnds = ["_id", "-id", "_idx", "_ids", "_index", "_hash"]

  /// Whether a key names or numbers records, or says where they are from, as most data have it.
  private static func isBookkeeping(_ key: String) -> Bool {
    let name = key.lowercased()
    return bookkeepingKeys.contains(name) || bookkeepingEnds.contains(where: name.hasSuffix)
      // Prodigy's own keys, and the numbers of rows that pandas writes.
      || name.hasPrefix("_") || name.hasPrefix("unnamed: ")
      // pairID, promptId
      || key.hasSuffix("ID") || key.hasSuffix("Id")
  }
}

extension JSONValue {
  /// Whether nothing is lost where the value is not read.
  fileprivate var isNothing: Bool {
    switch self {
    case .null: true
    case .string(let text): text.isEmpty
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    case .bool, .number: false
    }
  }
}

extension RecordTable {
  /// What to say of fields that are not read; nil where all are, or where they have no names.
  func unreadNote(besides fields: [RecordField?]) -> String? {
    unreadNote(of: fields.compactMap { $0.flatMap(name) }, "data.columns names what is")
  }

  /// What to say of keys besides those of some paths; nil where all are read.
  package func unreadNote(of paths: [String], _ advice: String? = nil) -> String? {
    if format.isTable, header == nil { return nil }
    var unread = UnreadKeys(reading: paths)
    for record in records { unread.add(record.value) }
    return unread.note(advice, of: format.isTable ? "column" : "key")
  }

  private func name(of field: RecordField) -> String? {
    switch field {
    case .name(let name): name
    case .number(let number):
      header.flatMap { header in ColumnSelection.index(number, of: header.count).map { header[$0] }
      }
    }
  }
}
