/// Which fields of a table hold questions, texts and answers: those that are asked for, or those with a usual
/// name.
struct QuestionLayout {
  var question, context: RecordField
  var answer, answerStart, identifier: RecordField?

  private static let questions = [
    "question", "query", "question_text", "query_text", "questions", "q",
  ]
  private static let contexts = [
    "context", "passage", "paragraph", "context_text", "document", "article", "text", "content",
  ]
  static let answers = ["answer", "answers", "answer_text", "answers_text", "answers.text"]
  private static let starts = [
    "answer_start", "answers_start", "answers.answer_start", "start", "answer_offset",
  ]
  private static let identifiers = ["id", "qid", "query_id", "question_id", "idx", "index"]

  /// All of these.
  static let names = Set(questions + contexts + answers + starts + identifiers)

  /// Whether names tell a question and its text.
  static func tellsQuestions(_ fields: [String]) -> Bool {
    [questions, contexts].allSatisfy { RecordField.first(of: $0, among: fields) != nil }
  }

  /// Whether names tell a question, its text and its answer.
  static func tellsAnswers(_ fields: [String]) -> Bool {
    tellsQuestions(fields) && RecordField.first(of: answers, among: fields) != nil
  }

  /// Finds the fields of a table.
  /// - Throws: `DataError.unsuitable` where a field is not there or nothing tells which it is.
  init(_ table: RecordTable, _ options: QuestionDataOptions) throws(DataError) {
    let (columns, fields) = (options.columns, table.fieldNames)
    for (key, field) in [
      ("question", columns.question), ("context", columns.context), ("id", columns.identifier),
    ]
      + (options.requiresLabels
        ? [("answer", columns.answer), ("answer_start", columns.answerStart)] : [])
    {
      try table.check(field, key, fields)
    }
    func first(_ names: [String]) -> RecordField? { .first(of: names, among: fields) }
    guard let question = columns.question ?? first(Self.questions) else {
      throw table.lack(of: "the question", fields, "data.columns.question")
    }
    guard let context = columns.context ?? first(Self.contexts) else {
      throw table.lack(of: "the text", fields, "data.columns.context")
    }
    answer = columns.answer ?? first(Self.answers)
    if answer == nil, options.requiresLabels {
      throw table.lack(of: "the answer", fields, "data.columns.answer")
    }
    (self.question, self.context) = (question, context)
    answerStart = columns.answerStart ?? first(Self.starts)
    identifier = columns.identifier ?? first(Self.identifiers)
  }

  /// The fields that are read.
  var fields: [RecordField?] { [question, context, answer, answerStart, identifier] }

  /// What was taken for what: `question "question", context "text"`.
  var description: String {
    let named = [
      ("question", question), ("context", context), ("answer", answer),
      ("answer start", answerStart), ("id", identifier),
    ]
    return named.compactMap { name, field in field.map { "\(name) \($0)" } }.joined(separator: ", ")
  }
}
