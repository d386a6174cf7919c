import LukeJSON

/// MultiRC's passages as records of one question each, with `context`, `question`, `choices`, `label` and `id`.
///
/// Any number of its answers may be right, also none.
struct PassageQuestions {
  private let passage: JSONValue
  private let location: SourceLocation

  /// The keys that are read.
  static let readKeys = [
    "passage.text", "passage.questions[].question", "passage.questions[].answers[].text",
    "passage.questions[].answers[].label",
  ]

  /// Whether a record is a passage with questions.
  static func areIn(_ record: JSONValue) -> Bool {
    record["passage"]?["questions"]?.elements != nil
  }

  /// The records of all questions; what is wrong is added to the faults.
  static func records(
    _ records: [DataRecord], _ faults: inout FaultCollector
  ) -> [DataRecord] {
    var found: [DataRecord] = []
    for record in records {
      do throws(JSONText.Fault) {
        guard let passage = record.value["passage"] else { throw missing("passage") }
        guard passage["text"]?.string != nil else { throw expected("a string", "passage.text") }
        guard let questions = passage["questions"]?.elements else {
          throw expected("an array", "passage.questions")
        }
        let reader = PassageQuestions(passage: passage, location: record.location)
        for (index, question) in questions.enumerated() {
          do throws(JSONText.Fault) {
            found.append(try reader.record(question, "passage.questions[\(index)]"))
          } catch {
            faults.add(record.location, error.message)
          }
        }
      } catch {
        faults.add(record.location, error.message)
      }
    }
    return found
  }

  private func record(
    _ question: JSONValue, _ key: String
  ) throws(JSONText.Fault) -> DataRecord {
    guard let text = question["question"]?.string else {
      throw Self.expected("a string", key + ".question")
    }
    guard let answers = question["answers"]?.elements, !answers.isEmpty else {
      throw Self.expected("an array of answers", key + ".answers")
    }
    var members: [JSONValue.Member] = [
      .init(key: "context", value: passage["text"] ?? .null),
      .init(key: "question", value: .string(text)),
    ]
    var (choices, labels): ([JSONValue], [JSONValue]) = ([], [])
    for (index, answer) in answers.enumerated() {
      guard let text = answer["text"]?.string, !text.isInvisible else {
        throw Self.expected("a string that is not blank", "\(key).answers[\(index)].text")
      }
      choices.append(.string(text))
      if let label = answer["label"] {
        guard let isRight = label.bool ?? Self.bool(label.wholeNumber) else {
          throw Self.expected("1 or 0", "\(key).answers[\(index)].label")
        }
        labels.append(.bool(isRight))
      }
    }
    members.append(.init(key: "choices", value: .array(choices)))
    if !labels.isEmpty {
      if labels.count < choices.count {
        throw JSONText.Fault(
          message:
            "\"\(key).answers\": \(choices.count) answers, but only \(labels.count) with a label")
      }
      members.append(.init(key: "label", value: .array(labels)))
    }
    if let name = question["idx"] { members.append(.init(key: "id", value: name)) }
    return DataRecord(.object(members), location)
  }

  private static func bool(_ number: Int?) -> Bool? {
    switch number {
    case 0: false
    case 1: true
    default: nil
    }
  }

  private static func missing(_ key: String) -> JSONText.Fault {
    JSONText.Fault(message: "key \"\(key)\" is missing")
  }

  private static func expected(_ what: String, _ key: String) -> JSONText.Fault {
    JSONText.Fault(message: "\"\(key)\": expected \(what)")
  }
}
