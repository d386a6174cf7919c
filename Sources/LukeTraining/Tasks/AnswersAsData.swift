import LukeData
import LukeJSON
import LukeSettings
import LukeTasks

/// Tells lines that a model has answered from data: what stands there as labels nobody has annotated.
enum AnswersAsData {
  /// What to say, after the file's name, of answers beside what is annotated, as `evaluate --predictions` writes
  /// them; nil for other texts, and where the recipe says that the annotation is what counts.
  /// - Parameter settings: the section `data`.
  static func reason(_ source: SourceText, _ settings: JSONValue) -> String? {
    guard areJudged(source), let first = source.firstRecords.first else { return nil }
    let columns = settings["columns"]?.members ?? []
    let named = columns + (settings["keys"]?.members ?? [])
    if named.contains(where: { $0.value.string == gold }) { return nil }
    let file = first["file"]?.string ?? ""
    let hasTexts = ["text", "label"].allSatisfy { key in columns.contains { $0.key == key } }
    return
      "holds answers of a model beside what is annotated, as evaluate --predictions and runs write them, and is no "
      + "data: its labels are the model's; give \(file), which was answered"
      + (hasTexts
        ? "; with data.columns.text of \"text\" and data.columns.label of \"gold\" what is annotated is read"
        : "")
  }

  /// Whether a text is lines of answers beside what is annotated.
  static func areJudged(_ source: SourceText) -> Bool {
    let records = source.firstRecords
    return !records.isEmpty && records.allSatisfy(isJudged)
  }

  /// What to say, after the file's name, of answers alone, which are read as if somebody had annotated them; nil for
  /// other texts.
  static func note(_ source: SourceText) -> String? {
    let records = source.firstRecords
    guard !records.isEmpty, records.allSatisfy(isAnswer), records.contains(where: hasScore) else {
      return nil
    }
    return
      "has scores beside its labels, as answers of predict have; what a model answered is taken for what is annotated"
  }

  private static let gold = "gold"

  private static func isJudged(_ record: JSONValue) -> Bool {
    let members = record.members ?? []
    return members.contains { $0.key == gold }
      && members.contains { $0.key == "correct" && ($0.value.bool != nil || $0.value == .null) }
      && record["file"]?.string != nil && record["line"]?.integer != nil
  }

  /// Whether a record is of the form of answers; those to texts without entities have no scores.
  private static func isAnswer(_ record: JSONValue) -> Bool {
    record["entities"]?.elements?.allSatisfy(isFound) ?? isFound(record)
  }

  private static func isFound(_ value: JSONValue) -> Bool {
    value["score"]?.double != nil
      && ["label", "relation", "answer"].contains { value[$0]?.string != nil }
  }

  private static func hasScore(_ record: JSONValue) -> Bool {
    isFound(record) || record["entities"]?.elements?.contains(where: isFound) ?? false
  }
}

extension FineTuning {
  /// Reads data of the task.
  /// - Throws: `DataError` for what is no such data, answers of a model among it.
  static func labelled(
    _ source: SourceText, _ data: Data, requiresLabels: Bool
  ) throws -> Labelled.Corpus {
    if let reason = AnswersAsData.reason(source, data.json) {
      throw DataError.unsuitable(file: source.file, reason: reason)
    }
    return try Labelled.read(source, data, requiresLabels: requiresLabels)
  }
}
