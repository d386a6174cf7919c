/// What is wrong with a record of questions, and with which part of it.
struct QuestionFault: Error {
  /// The path of the part in the record, such as `answers[0]`; empty for the record as a whole.
  var part = ""
  let message: String

  /// `data[0].paragraphs[1].qas[2].answers[0]: what is wrong`.
  func description(at path: String) -> String {
    let whole = [path, part].filter { !$0.isEmpty }.joined(separator: ".")
    return whole.isEmpty ? message : "\(whole): \(message)"
  }
}
