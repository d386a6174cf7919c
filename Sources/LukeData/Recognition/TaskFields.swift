import LukeJSON

/// Tells whose data the fields of a file are, by their names and by what stands in them: columns of a table and
/// keys of JSON alike.
struct TaskFields {
  private static let sampleSize = 40
  /// The most keys of a record that are looked at: those that tell whose it is are among the first.
  private static let mostKeys = 500

  /// The name of each field; of a table what its first row has, be it names or not.
  private let names: [String]
  /// What stands in the fields, row by row; nil for what is neither text nor a number.
  private let rows: [[String?]]
  /// Nil for JSON.
  private let format: RecordFormat?
  private let records: [JSONValue]

  /// Nil where a file has no fields.
  init?(_ source: SourceText) {
    records = source.firstRecords
    guard records.isEmpty else {
      // What has a name of its own is told by it.
      if records.contains(where: { KnownRecord($0) != nil }) { return nil }
      let names = (records[0].members ?? []).prefix(Self.mostKeys).map(\.key)
      (self.names, format) = (names, nil)
      rows = records.map { record in
        let record = JSONValue.object(Array((record.members ?? []).prefix(Self.mostKeys)))
        return names.map { name in
          record[name].flatMap { $0.string ?? $0.wholeNumber.map(String.init) }
        }
      }
      return
    }
    guard let format = try? RecordRecognition.format(of: source), format.isTable else { return nil }
    let rows = RecordRecognition.firstRows(of: source, format, Self.sampleSize)
    guard let first = rows.first else { return nil }
    (names, self.format) = (first.map(\.withoutInvisibleEnds), format)
    self.rows = Array(rows.dropFirst())
  }

  /// The task that reads such fields; nil where it is none that is known.
  /// - Parameter own: the task that was given the file; what it may read by itself is not another's.
  func task(givenTo own: TaskRecord) -> TaskRecord? {
    if areMarked || haveTwoSpans { return .relations }
    if ChoiceLayout.tellsChoices(names) { return .choices }
    if QuestionLayout.tellsAnswers(names), haveText(QuestionLayout.answers) { return .questions }
    return haveLabels(givenTo: own) ? .texts : nil
  }

  /// What the data of a task are.
  func name(of task: TaskRecord) -> String {
    let kind = format == nil ? "JSON" : format == .csv ? "CSV" : "a table"
    switch task {
    case .relations: return "\(kind) of texts with two spans"
    case .choices: return "\(kind) of questions with choices"
    case .questions: return "\(kind) of questions about texts"
    default: return "\(kind) of texts with labels"
    }
  }

  // MARK: Relations

  /// Whether half of the rows or more have two spans marked in one field.
  private var areMarked: Bool {
    let all = format == nil ? rows : [names] + rows
    let marked = all.count { $0.contains(where: RelationLayout.isMarked) }
    return marked > 0 && marked * 2 >= all.count
  }

  /// Whether texts with marks have labels beside them under usual names, and may be meant to be read with the marks.
  var areMarkedTexts: Bool {
    areMarked && !haveTwoSpans && TextLayout.textColumn(of: names) != nil
  }

  private var haveTwoSpans: Bool {
    guard let fields = RelationLayout.spans(names) else { return false }
    return format != nil || fields.allSatisfy { haveText([$0]) }
  }

  /// Whether a field with one of some names, in small letters, has text in every row.
  private func haveText(_ usual: [String]) -> Bool {
    guard
      let place = usual.lazy.compactMap({ name in names.firstIndex { $0.lowercased() == name } })
        .first
    else { return false }
    return rows.allSatisfy { $0.indices.contains(place) && $0[place] != nil }
  }

  // MARK: Texts

  /// The fewest texts by which they are known: one may be anything.
  private static let fewest = 2

  /// Whether they are texts, or pairs of texts, with a label of each.
  private func haveLabels(givenTo own: TaskRecord) -> Bool {
    guard rows.count >= Self.fewest else { return false }
    if haveLabelsWithoutNames { return true }
    // Beside more fields than a text, or two, and a label, others may hold what is looked for.
    let most = TaskRecord.entities.isRead(by: own) ? Int.max : 3
    let count = names.count { !TextLayout.identifiers.contains($0.lowercased()) }
    guard count <= most else { return false }
    if format == nil { return records.allSatisfy(TextLayout.holds) }
    guard let place = TextLayout.textColumn(of: names) else { return false }
    // Words have such names above them, too.
    return rows.count { $0.count > place && Self.isRunning($0[place]) } * 2 >= rows.count
  }

  /// Whether rows without names have running text in one column, and something short in another.
  private var haveLabelsWithoutNames: Bool {
    let all = [names] + rows
    guard format == .tsv, names.count > 1, names.contains(where: Self.isRunning),
      all.allSatisfy({ $0.count == names.count })
    else { return false }
    let running = names.indices.map { column in all.count { Self.isRunning($0[column]) } }
    return running.contains { $0 * 2 > all.count } && running.contains(0)
  }

  private static func isRunning(_ cell: String?) -> Bool {
    cell?.withoutInvisibleEnds.contains(" ") ?? false
  }
}
