/// Data of other tasks have texts, and something that could be taken for a label of each.
extension TextDataReader {
  /// Throws for data of another task that would be read as texts with labels, unless the recipe names the fields
  /// of texts.
  static func refuseOtherTask(
    _ source: SourceText, _ options: TextDataOptions
  ) throws(DataError) {
    func refuse(_ reason: String) -> DataError { .unsuitable(file: source.file, reason: reason) }
    // A question would be learned as a text, and the number of its answer as a label.
    if options.columns.text == nil, let found = TaskRecord(source),
      [.choices, .questions, .clozes].contains(found)
    {
      throw refuse(found.reason(found.name(of: source), givenTo: .texts))
    }
    guard options.columns == TextColumns() else { return }
    if options.records == RecordOptions(), let reason = KnownText.tabbedReason(source) {
      throw refuse(reason)
    }
    if let reason = Judgements.reason(source) { throw refuse(reason) }
    guard let found = TaskLikeness(source, givenTo: .texts), found.sign != .markedTexts,
      found.hidesLabels(source) && (options.requiresLabels || !found.hasTexts(source))
    else { return }
    throw refuse(found.reason(source, options))
  }

  /// What to say of a file in which no texts or labels are found; nil where it is data of no other task, or the
  /// recipe names fields.
  static func otherTask(_ source: SourceText, _ options: TextDataOptions) -> String? {
    guard options.columns == TextColumns() else { return nil }
    return TaskLikeness(source, givenTo: .texts)?.reason(source, options)
  }

  /// What to say of data that may be another task's and are read all the same: marks around two spans are text, and
  /// texts are answered alone, whatever they are labelled with.
  static func noteOnOtherTask(_ source: SourceText, _ options: TextDataOptions) -> String? {
    guard options.columns == TextColumns(), let found = TaskLikeness(source, givenTo: .texts) else {
      return nil
    }
    if found.sign == .markedTexts {
      return
        "has two spans marked in its texts, as data of relation-classification have; the marks are read as text"
    }
    if options.requiresLabels { return nil }
    return "is \(found.name), data of \(found.task.rawValue), whose texts alone are read"
  }
}

extension TaskLikeness {
  /// Whether there is something beside the text that would be taken for its label.
  fileprivate func hidesLabels(_ source: SourceText) -> Bool {
    guard sign == .record else { return true }
    // Texts may have entities beside a label of their own.
    return task == .relations
      || task == .types && source.firstRecords.allSatisfy { $0["entities"] == nil }
  }

  /// Whether the texts are those of sentences or documents, which can be answered as such.
  fileprivate func hasTexts(_ source: SourceText) -> Bool {
    (task == .relations || task == .types)
      && source.firstRecords.contains(where: TextLayout.hasText)
  }

  fileprivate func reason(_ source: SourceText, _ options: TextDataOptions) -> String {
    let reason = reason(givenTo: .texts)
    let isJSON = !source.firstRecords.isEmpty
    if !options.requiresLabels {
      if sign == .fields {
        return reason + "; data.columns.text names what is read as text all the same"
      }
      return isJSON ? reason : reason + " (to read its lines as text, set data.format to text)"
    }
    // What has fields for texts and labels may be meant to be read by them.
    let hasFields =
      isJSON
      ? hidesLabels(source) && source.firstRecords.allSatisfy(TextLayout.hasText)
      : haveColumns(source)
    guard hasFields, sign != .marks else { return reason }
    return reason + "; data.columns.text and data.columns.label read it as texts all the same"
  }

  /// How many rows are looked at.
  private static let rowSampleSize = 100

  /// Whether the rows of a table have as many columns each, so that any of them could be read.
  private func haveColumns(_ source: SourceText) -> Bool {
    guard let format = try? RecordRecognition.format(of: source), format.isTable else {
      return false
    }
    let rows = RecordRecognition.firstRows(of: source, format, Self.rowSampleSize)
    return rows.allSatisfy { $0.count == rows[0].count }
  }
}
