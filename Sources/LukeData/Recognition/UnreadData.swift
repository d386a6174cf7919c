import LukeJSON

/// Says what a text is that no task reads as it is: in the words of the reader whose data it looks like, or of those
/// that refuse what they know by name.
package struct UnreadData {
  /// The task whose data the text looks like, as `task.kind` names it: its reader says what is wrong; nil where it
  /// looks like those of none.
  package let kind: String?
  /// What the text is and what to do, to be put after the file's name; nil for what may be anything.
  package let reason: String?

  package init(_ source: SourceText) {
    kind =
      (Self.toolTask(source) ?? TaskLikeness.task(of: source) ?? Self.namedTask(source))?
      .rawValue
    reason = Self.knownReason(source) ?? Self.fields(source)
  }

  /// The task that a labelling tool's data are for; those of some are classified texts as well as entities.
  private static func toolTask(_ source: SourceText) -> TaskRecord? {
    if EntityTool.format(of: source) == nil { return nil }
    return source.firstRecords.lazy.compactMap { KnownRecord($0)?.task }.first ?? .entities
  }

  /// The task whose keys JSON has, and whose columns CSV names, whatever else stands there.
  private static func namedTask(_ source: SourceText) -> TaskRecord? {
    let records = source.firstRecords
    if !records.isEmpty { return records.allSatisfy(TextLayout.holds) ? .texts : nil }
    guard (try? RecordRecognition.format(of: source)) == .csv,
      let names = RecordRecognition.firstRows(of: source, .csv, 1).first
    else { return nil }
    return TextLayout.textColumn(of: names) == nil ? nil : .texts
  }

  private static func knownReason(_ source: SourceText) -> String? {
    if let reason = Judgements.reason(source) { return reason }
    switch JSONRecognition(source) {
    case .refused(let reason), .arrays(let reason): return reason
    case .lines, .array: return nil
    case nil: break
    }
    // CSV has columns, which say more.
    guard let known = KnownText(source), !known.isCSV else { return nil }
    return known.reason
  }

  // MARK: Fields that nobody knows

  /// How many names are shown, and how much of each.
  private static let shownCount = 12, shownLength = 40

  /// What to say of JSON or a table by the names of its fields; nil for text.
  static func fields(_ source: SourceText) -> String? {
    let records = source.firstRecords
    if !records.isEmpty {
      // One more than is shown tells that there are others.
      var names: [String] = []
      for member in records.lazy.flatMap({ $0.members ?? [] }) where !names.contains(member.key) {
        names.append(member.key)
        if names.count > shownCount { break }
      }
      if names.isEmpty { return nil }
      return
        "is JSON that no task knows by its keys, \(list(names)); data.columns of the task that it is for names "
        + "those that are read, or data.keys does"
    }
    guard let found = try? RecordRecognition.format(of: source), found.isTable else { return nil }
    let first = (RecordRecognition.firstRows(of: source, found, 1).first ?? []).map(unquoted)
    // In running text blanks follow commas.
    let isProse = found == .csv && first.dropFirst().contains { $0.first == " " }
    guard first.count > 1, !isProse else { return nil }
    let kind = found == .csv ? "CSV" : "a table with tabs between columns"
    return "is \(kind) that no task knows by its columns; its first row is \(list(first)); "
      + "data.columns of the task that it is for names those that are read"
  }

  /// A name without quotes around it, which tables with tabs have, too.
  private static func unquoted(_ name: String) -> String {
    let text = name.withoutInvisibleEnds
    let isQuoted = text.count > 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
    return isQuoted ? String(text.dropFirst().dropLast()) : name
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(shownCount).map { name in
      let name = name.withoutInvisibleEnds
      return "\"\(name.prefix(shownLength))\(name.count > shownLength ? "…" : "")\"".asShown
    }
    return shown.joined(separator: ", ") + (names.count > shownCount ? ", …" : "")
  }
}
