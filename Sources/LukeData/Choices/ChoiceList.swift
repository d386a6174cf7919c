import LukeJSON

/// The choices of a record: a list, or a field for each.
struct ChoiceList {
  /// One field with a list, or a field for each choice.
  let fields: [RecordField]
  /// The names that answers have for the choices of fields, such as the `A` of `answerA`.
  var labels: [String]?

  /// The choices of a record; where any number of them may be right, one is enough.
  func choices(
    _ record: DataRecord, mayBeOne: Bool = false
  ) throws(JSONText.Fault) -> [ChoiceExample.Choice] {
    let found = fields.count == 1 ? try list(record, fields[0]) : try columns(record)
    if found.count >= (mayBeOne ? 1 : 2) { return found }
    throw JSONText.Fault(
      message:
        "\(description): \(found.count == 1 ? "1 choice" : "no choices"), but at least "
        + (mayBeOne ? "1 is needed" : "2 are needed"))
  }

  /// Fields as messages name them.
  var description: String {
    fields.count == 1 ? "\(fields[0])" : "\(fields[0]) to \(fields[fields.count - 1])"
  }

  // MARK: A field for each

  private func columns(_ record: DataRecord) throws(JSONText.Fault) -> [ChoiceExample.Choice] {
    var choices: [ChoiceExample.Choice] = []
    var missing: RecordField?
    for (index, field) in fields.enumerated() {
      // Questions may have fewer choices than others of the file.
      if isMissing(record[field], inTable: record.row != nil) {
        missing = missing ?? field
        continue
      }
      if let missing {
        throw JSONText.Fault(message: "\(missing): the choice is missing, but \(field) is there")
      }
      choices.append(.init(text: try text(record[field], field), label: labels?[index]))
    }
    return choices
  }

  private func isMissing(_ value: JSONValue?, inTable: Bool) -> Bool {
    switch value {
    case nil, .null: true
    case .some(let value): inTable && value.string?.isInvisible == true
    }
  }

  private func text(
    _ value: JSONValue?, _ field: RecordField
  ) throws(JSONText.Fault) -> String {
    guard let text = value.flatMap(Self.text) else {
      throw JSONText.Fault(message: "\(field): expected a string")
    }
    if text.isInvisible { throw JSONText.Fault(message: "\(field): the choice is blank") }
    return text
  }

  // MARK: A list

  private func list(
    _ record: DataRecord, _ field: RecordField
  ) throws(JSONText.Fault) -> [ChoiceExample.Choice] {
    guard let value = record[field] else {
      throw JSONText.Fault(message: "key \(field) is missing")
    }
    let expected = JSONText.Fault(
      message: "\(field): expected a list of texts, or of objects with \"text\" and \"label\"")
    // Lists of texts and of labels side by side, as the data sets of Hugging Face have them.
    if let texts = value["text"]?.elements {
      let labels = value["label"]?.elements.map { $0.map(Self.text) }
      if let labels, labels.count != texts.count || labels.contains(nil) {
        throw JSONText.Fault(
          message: "\(field): \(texts.count) texts, but \(labels.count) labels that are strings or "
            + "numbers")
      }
      return try texts.enumerated().map {
        index, text throws(JSONText.Fault) -> ChoiceExample.Choice in
        .init(text: try self.text(text, field), label: labels?[index])
      }
    }
    guard let elements = value.elements else { throw expected }
    return try elements.map { element throws(JSONText.Fault) -> ChoiceExample.Choice in
      guard let text = Self.text(element) ?? element["text"].flatMap(Self.text) else {
        throw expected
      }
      if text.isInvisible { throw JSONText.Fault(message: "\(field): a choice is blank") }
      return .init(text: text, label: element["label"].flatMap(Self.text))
    }
  }

  /// A text, or a number as it is written.
  static func text(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text), .number(let text): text
    case .null, .bool, .array, .object: nil
    }
  }
}
