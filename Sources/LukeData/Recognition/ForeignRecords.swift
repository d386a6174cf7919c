import LukeJSON

/// Names JSON of which no record has any of the keys that are read: one fault, not one for each record.
package enum ForeignRecords {
  /// The most keys that are listed.
  private static let most = 8

  /// What to say of the first records of a file, after its name; nil where one of them has one of `keys`,
  /// or where they have no keys.
  /// - Parameters:
  ///   - needs: what is read, in words.
  ///   - least: how many records there must be: a few are told better by what each lacks.
  package static func reason(
    _ records: [JSONValue], without keys: Set<String>, needs: String, atLeast least: Int = 1
  ) -> String? {
    guard records.count >= least, records.allSatisfy({ $0.members != nil }) else { return nil }
    var (found, seen): ([String], Set<String>) = ([], [])
    for key in records.flatMap({ $0.members ?? [] }).map(\.key) {
      if keys.contains(key) { return nil }
      if seen.insert(key).inserted { found.append(key) }
    }
    if found.isEmpty { return nil }
    let listed = found.prefix(most).map { "\"\($0)\"" }.joined(separator: ", ")
    let rest = found.count > most ? " and \(found.count - most) more" : ""
    return "is JSON whose records have the keys \(listed)\(rest); \(needs)"
  }
}
