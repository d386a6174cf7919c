import LukeData
import LukeJSON

/// Makes passages of records.
struct ClozeRecordReader {
  private let endsAreInclusive: Bool
  private let requiresLabels: Bool
  private var repeatedCount = 0
  private var otherTextCount = 0
  private var otherText = ""

  /// The keys that are read.
  static let readKeys = [
    "passage.text", "passage.entities[].start", "passage.entities[].end", "passage.entities[].text",
    "qas[].query", "qas[].answers[].start", "qas[].answers[].end", "qas[].answers[].text",
  ]

  init(endsAreInclusive: Bool, _ requiresLabels: Bool) {
    (self.endsAreInclusive, self.requiresLabels) = (endsAreInclusive, requiresLabels)
  }

  /// The passage of a record; of its questions those that can be read, the others being faults.
  mutating func passage(
    _ record: DataRecord, _ faults: inout FaultCollector
  ) throws(JSONText.Fault) -> ClozePassage {
    guard let passage = record.value["passage"] else { throw Self.missing("passage") }
    guard let text = passage["text"] else { throw Self.missing("passage.text") }
    guard let text = text.string else { throw Self.expected("a string", "passage.text") }
    guard let entities = passage["entities"] else { throw Self.missing("passage.entities") }
    guard let entities = entities.elements else {
      throw Self.expected("an array", "passage.entities")
    }
    guard let found = record.value["qas"] else { throw Self.missing("qas") }
    guard let found = found.elements else { throw Self.expected("an array", "qas") }
    let scalars = Array(text.unicodeScalars)
    var candidates: [Range<Int>] = []
    for (index, entity) in entities.enumerated() {
      candidates.append(try span(entity, scalars, "passage.entities[\(index)]"))
    }
    repeatedCount += candidates.count - Set(candidates).count
    var questions: [ClozeQuestion] = []
    for (index, value) in found.enumerated() {
      do throws(JSONText.Fault) {
        questions.append(try question(value, scalars, "qas[\(index)]", record.location))
      } catch {
        faults.add(record.location, error.message)
      }
    }
    return ClozePassage(
      text: text, candidates: candidates, questions: questions, location: record.location)
  }

  // MARK: Questions

  private mutating func question(
    _ value: JSONValue, _ passage: [Unicode.Scalar], _ key: String, _ location: SourceLocation
  ) throws(JSONText.Fault) -> ClozeQuestion {
    guard value.members != nil else { throw Self.expected("an object", key) }
    guard let query = value["query"] else { throw Self.missing(key + ".query") }
    guard let query = query.string else { throw Self.expected("a string", key + ".query") }
    let name = value["id"] ?? value["idx"]
    let question = ClozeQuestion(
      query: query, answers: try answers(value["answers"], passage, key + ".answers", location),
      identifier: name?.string.map(RecordIdentifier.text)
        ?? name?.integer.map(RecordIdentifier.number))
    if requiresLabels, let fault = question.fault {
      throw JSONText.Fault(message: "\"\(key).query\": \(fault)")
    }
    return question
  }

  /// Where questions are only asked, answers that are wrong are none.
  private mutating func answers(
    _ value: JSONValue?, _ passage: [Unicode.Scalar], _ key: String, _ location: SourceLocation
  ) throws(JSONText.Fault) -> [ClozeQuestion.Answer]? {
    do throws(JSONText.Fault) {
      guard let value else { throw Self.missing(key) }
      guard let elements = value.elements else { throw Self.expected("an array", key) }
      if elements.isEmpty { throw JSONText.Fault(message: "\"\(key)\": holds no answer") }
      var answers: [ClozeQuestion.Answer] = []
      for (index, element) in elements.enumerated() {
        answers.append(try answer(element, passage, "\(key)[\(index)]", location))
      }
      return answers
    } catch {
      if requiresLabels { throw error }
      return nil
    }
  }

  private mutating func answer(
    _ value: JSONValue, _ passage: [Unicode.Scalar], _ key: String, _ location: SourceLocation
  ) throws(JSONText.Fault) -> ClozeQuestion.Answer {
    if let text = value.string { return .init(text: text) }
    if value["start"] == nil, value["end"] == nil, let text = value["text"]?.string {
      return .init(text: text)
    }
    let span = try span(value, passage, key)
    let covered = String(String.UnicodeScalarView(passage[span]))
    guard let text = value["text"] else { return .init(text: covered, span: span) }
    guard let text = text.string else { throw Self.expected("a string", key + ".text") }
    if !text.unicodeScalars.elementsEqual(covered.unicodeScalars) {
      if otherTextCount == 0 {
        otherText = "\(location): \"\(key)\": \"\(text.asShown)\", not \"\(covered.asShown)\""
      }
      otherTextCount += 1
    }
    return .init(text: text, span: span)
  }

  // MARK: Spans

  private func span(
    _ value: JSONValue, _ text: [Unicode.Scalar], _ key: String
  ) throws(JSONText.Fault) -> Range<Int> {
    guard value.members != nil else { throw Self.expected("an object", key) }
    let (start, last) = (try number("start", of: value, key), try number("end", of: value, key))
    let end = last + (endsAreInclusive ? 1 : 0)
    if 0 <= start, start < end, end <= text.count { return start..<end }
    throw JSONText.Fault(
      message:
        "\"\(key)\": \(start) to \(last), end \(endsAreInclusive ? "included" : "excluded"), is no "
        + "span of \(text.count) characters; data.inclusive_ends says how ends are read")
  }

  private func number(
    _ name: String, of value: JSONValue, _ key: String
  ) throws(JSONText.Fault) -> Int {
    guard let found = value[name] else { throw Self.missing("\(key).\(name)") }
    guard let number = found.wholeNumber, abs(number) < 1 << 48 else {
      throw Self.expected("a whole number", "\(key).\(name)")
    }
    return number
  }

  private static func missing(_ key: String) -> JSONText.Fault {
    JSONText.Fault(message: "key \"\(key)\" is missing")
  }

  private static func expected(_ what: String, _ key: String) -> JSONText.Fault {
    JSONText.Fault(message: "\"\(key)\": expected \(what)")
  }

  /// What was taken otherwise than it is written.
  var notes: [String] {
    var notes: [String] = []
    if repeatedCount > 0 {
      notes.append(
        "\(counted(repeatedCount, "entity is", plural: "entities are")) given before with the same span, and "
          + "\(repeatedCount == 1 ? "is" : "are") one candidate with it")
    }
    if otherTextCount > 0 {
      notes.append(
        "\(counted(otherTextCount, "answer has", plural: "answers have")) another text than the passage at "
          + "\(otherTextCount == 1 ? "its" : "their") span; the span is learned, the text is scored "
          + "with: \(otherText)")
    }
    return notes
  }
}
