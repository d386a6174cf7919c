import LukeJSON

/// Which fields of a file hold questions, choices and answers: those that are asked for, or those with a
/// usual name.
struct ChoiceLayout {
  var context: RecordField?
  var question: RecordField?
  var choices: ChoiceList
  var answer: RecordField?
  var identifier: RecordField?
  /// Whether the questions are COPA's `cause` and `effect`.
  var asksForCauses: Bool

  /// Finds the fields of a table.
  /// - Throws: `DataError.unsuitable` where a field is not there or nothing tells which it is.
  init(_ table: RecordTable, _ options: ChoiceDataOptions) throws(DataError) {
    let columns = options.columns
    let fields = table.fieldNames
    func lacks(_ what: String, _ key: String) -> DataError {
      table.lack(of: "the \(what)", fields, "data.columns.\(key)")
    }
    try table.check(columns.context, "context", fields)
    try table.check(columns.question, "question", fields)
    for field in columns.choices ?? [] { try table.check(field, "choices", fields) }
    if options.requiresLabels { try table.check(columns.answer, "answer", fields) }
    try table.check(columns.identifier, "id", fields)
    func first(of names: [String]) -> RecordField? { .first(of: names, among: fields) }
    let nested = Self.nested(table)
    guard
      let choices = columns.choices.map({ ChoiceList(fields: $0) }) ?? nested?.choices
        ?? Self.choices(fields)
    else { throw lacks("choices", "choices") }
    self.choices = choices
    context = columns.context
    question = columns.question
    // One of the two that is asked for stands alone.
    if columns.context == nil, columns.question == nil {
      context = first(of: ChoiceNames.contexts)
      question = nested?.question ?? first(of: ChoiceNames.questions)
    }
    if context == nil, question == nil { throw lacks("question", "question") }
    answer = columns.answer ?? first(of: ChoiceNames.answers)
    if answer == nil, options.requiresLabels { throw lacks("answer", "answer") }
    identifier = columns.identifier ?? first(of: ChoiceNames.identifiers)
    asksForCauses = Self.asksForCauses(table, context, question)
  }

  /// Whether names tell a question, its choices and which of them is right.
  static func tellsChoices(_ fields: [String]) -> Bool {
    choices(fields) != nil
      && [ChoiceNames.contexts + ChoiceNames.questions, ChoiceNames.answers].allSatisfy {
        RecordField.first(of: $0, among: fields) != nil
      }
  }

  /// Whether the right choices of a record are a list, for any number of them may be right.
  func hasSeveralAnswers(_ record: DataRecord) -> Bool {
    answer.flatMap { record[$0] }?.elements != nil
  }

  /// What was taken for what: `context "premise", question "question", choices "choice1" to "choice2",
  /// answer "label"`.
  var description: String {
    var parts: [String] = []
    if let context { parts.append("context \(context)") }
    if let question { parts.append("question \(question)") }
    parts.append("choices \(choices.description)")
    if let answer { parts.append("answer \(answer)") }
    return parts.joined(separator: ", ")
  }

  /// The keys that are read; of a list of choices those of its elements.
  var readKeys: [RecordField] {
    let single = [context, question, answer, identifier].compactMap(\.self)
    guard choices.fields.count == 1, case .name(let name) = choices.fields[0] else {
      return single + choices.fields
    }
    return single
      + ["[].text", "[].label", ".text", ".label"].map { .name(name + $0) }
  }

  /// What answers call the fields that they have, by their names.
  var answeredKeys: [String: String] {
    RecordField.keys(
      of: [(context, "context"), (question, "question"), (identifier, "id")]
        + choices.fields.map { ($0, "choices") })
  }

  /// Whether texts of digits in the field of answers are numbers before they are texts of choices.
  var numbersFirst: Bool {
    guard case .name(let name) = answer else { return true }
    return name.lowercased().contains("label") || name.lowercased().contains("index")
  }

  /// CommonsenseQA's and ARC's questions hold their choices.
  private static func nested(_ table: RecordTable) -> (question: RecordField, choices: ChoiceList)?
  {
    let (stem, choices) = (RecordField.name("question.stem"), RecordField.name("question.choices"))
    guard table.records.prefix(100).contains(where: { $0[stem] != nil && $0[choices] != nil })
    else { return nil }
    return (stem, ChoiceList(fields: [choices]))
  }

  private static func choices(_ fields: [String]) -> ChoiceList? {
    if let list = RecordField.first(of: ChoiceNames.lists, among: fields) {
      return ChoiceList(fields: [list])
    }
    for name in ChoiceNames.columns {
      let found = fields.compactMap { field in
        ChoiceNames.suffix(of: field, after: name).map { (field: field, suffix: $0) }
      }
      let numbered = found.compactMap { found in Int(found.suffix).map { (found.field, $0) } }
      if numbered.count > 1 {
        return ChoiceList(
          fields: numbered.sorted { $0.1 < $1.1 }.map { RecordField.name($0.0) })
      }
      let lettered = found.filter { Int($0.suffix) == nil }.sorted { $0.suffix < $1.suffix }
      if lettered.count > 1 {
        return ChoiceList(
          fields: lettered.map { .name($0.field) }, labels: lettered.map { $0.suffix.uppercased() })
      }
    }
    return letters(fields)
  }

  /// Fields that are named A, B and so on, as the tables of MMLU are.
  private static func letters(_ fields: [String]) -> ChoiceList? {
    var found: [(field: String, letter: String)] = []
    for number in 0..<26 {
      let letter = ChoiceAnswer.letter(number)
      guard let field = fields.first(where: { $0.uppercased() == letter }) else { break }
      found.append((field, letter))
    }
    if found.count < 2 { return nil }
    return ChoiceList(fields: found.map { .name($0.field) }, labels: found.map(\.letter))
  }

  private static func asksForCauses(
    _ table: RecordTable, _ context: RecordField?, _ question: RecordField?
  ) -> Bool {
    guard context != nil, let question else { return false }
    return table.records.allSatisfy { ["cause", "effect"].contains($0[question]?.string) }
  }
}
