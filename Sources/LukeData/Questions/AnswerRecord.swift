import LukeJSON

/// An answer as a record gives it: its text, and where it starts if that is said.
struct AnswerRecord {
  let text: String
  let start: Int?
  /// The path of the answer in its question, such as `answers[0]`.
  let path: String

  /// The answers of a question: SQuAD's list of objects, Hugging Face's two lists, CMRC's texts alone, or an
  /// `answer` as predictions have it; none where there is none; nil where nothing is said of them.
  static func list(_ question: JSONValue) throws(QuestionFault) -> [AnswerRecord]? {
    let isImpossible = try flag(question)
    guard let answers = try given(question) else { return isImpossible == true ? [] : nil }
    if isImpossible == true, !answers.isEmpty {
      throw QuestionFault(message: "is_impossible is true, but there are answers")
    }
    return answers
  }

  /// Whether all answers of a question are blank, as where they are kept back.
  static func areBlank(_ question: JSONValue) -> Bool {
    let answers = question["answers"]?["text"]?.elements ?? question["answers"]?.elements ?? []
    return !answers.isEmpty && answers.allSatisfy { ($0.string ?? $0["text"]?.string) == "" }
  }

  private static func flag(_ question: JSONValue) throws(QuestionFault) -> Bool? {
    guard let value = question["is_impossible"] else { return nil }
    guard let flag = value.bool else {
      throw QuestionFault(part: "is_impossible", message: "expected true or false")
    }
    return flag
  }

  private static func given(_ question: JSONValue) throws(QuestionFault) -> [AnswerRecord]? {
    if let answers = question["answers"] { return try several(answers) }
    guard let member = question.members?.first(where: { $0.key == "answer" }) else { return nil }
    if member.value == .null { return [] }
    guard let text = member.value.string else {
      throw QuestionFault(part: "answer", message: "expected a string, or null")
    }
    let start = question["start"] ?? question["answer_start"]
    return [try AnswerRecord(.string(text), start, "answer")]
  }

  private static func several(_ answers: JSONValue) throws(QuestionFault) -> [AnswerRecord] {
    if answers.string != nil { return [try AnswerRecord(answers, nil, "answers")] }
    if let texts = answers["text"]?.elements {
      let starts = answers["answer_start"]?.elements
      if let starts, starts.count != texts.count {
        throw QuestionFault(
          part: "answers", message: "\(texts.count) of text, but \(starts.count) of answer_start")
      }
      return try texts.enumerated().map { index, text throws(QuestionFault) -> AnswerRecord in
        try AnswerRecord(text, starts?[index], "answers.text[\(index)]")
      }
    }
    guard let elements = answers.elements else {
      throw QuestionFault(
        part: "answers",
        message: "expected a list of objects with \"text\" and \"answer_start\", or an object "
          + "with lists of both")
    }
    return try elements.enumerated().map { index, value throws(QuestionFault) -> AnswerRecord in
      let path = "answers[\(index)]"
      if value.string != nil { return try AnswerRecord(value, nil, path) }
      guard let text = value["text"] else {
        throw QuestionFault(part: path, message: "key \"text\" is missing")
      }
      return try AnswerRecord(text, value["answer_start"], path)
    }
  }

  private init(_ text: JSONValue, _ start: JSONValue?, _ path: String) throws(QuestionFault) {
    guard let text = text.string else {
      throw QuestionFault(part: path, message: "expected a string")
    }
    if text.isInvisible { throw Self.blank(path) }
    guard let start else {
      (self.text, self.start, self.path) = (text, nil, path)
      return
    }
    guard let number = start.wholeNumber else {
      throw QuestionFault(part: path + ".answer_start", message: "expected a whole number")
    }
    (self.text, self.start, self.path) = (text, number, path)
  }

  /// What is said of an answer with nothing to see.
  static func blank(_ path: String) -> QuestionFault {
    QuestionFault(
      part: path,
      message: "the answer is blank; where the context has no answer, the list of answers is empty")
  }
}
