import LukeJSON

extension SourceText {
  /// The text with keys of its JSON Lines under the names that readers know them by; what is no JSON Lines stays as it
  /// is.
  /// - Parameters:
  ///   - keys: the key of the file for each name; points part the keys of objects within objects.
  ///   - requiresAll: whether a key that no line has is a fault.
  /// - Throws: `DataError` for such a key.
  package func renamingKeys(
    _ keys: [String: String], requiresAll: Bool = true
  ) throws(DataError) -> SourceText {
    let isRecords = firstLines(1).first?.first == UInt8(ascii: "{")
    if keys.isEmpty || !isRecords { return self }
    var (result, missing): ([UInt8], Set) = ([], Set(keys.keys))
    let shownCount = 12
    var others: [String] = []
    result.reserveCapacity(bytes.count)
    forEachLine { _, line in
      // What is wrong with a line is told by whoever reads it.
      if let members = try? JSONParser.parse(line).members {
        let record = JSONValue.object(members)
        let found = keys.sorted { $0.key < $1.key }.compactMap { name, key in
          record.value(at: key).map { JSONValue.Member(key: name, value: $0) }
        }
        missing.subtract(found.map(\.key))
        let taken = Set(found.map(\.key)).union(found.compactMap { keys[$0.key] })
        let rest = members.filter { !taken.contains($0.key) }
        for member in members where others.count < shownCount && !others.contains(member.key) {
          others.append(member.key)
        }
        result += Array(JSONValue.object(rest + found).compactText.utf8)
      } else {
        result += line
      }
      result.append(.newline)
    }
    if requiresAll, let name = missing.min(), let key = keys[name] {
      let there = others.map { "\"\($0.asShown)\"" }.joined(separator: ", ")
      throw .unsuitable(
        file: file,
        reason: "data.keys.\(name): no line has the key \"\(key.asShown)\"; there are \(there)")
    }
    return replacing(bytes: result)
  }
}

extension JSONValue {
  /// What stands under a key or, where there is none of that name, under keys with points between them.
  fileprivate func value(at key: String) -> JSONValue? {
    if let value = self[key] { return value }
    let parts = key.split(separator: ".")
    return parts.count < 2
      ? nil : parts.reduce(self as JSONValue?) { value, part in value?[String(part)] }
  }
}
