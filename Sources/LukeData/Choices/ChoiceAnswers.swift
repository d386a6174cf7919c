import LukeJSON

/// Which choices are right, as a list of a record says it: for each whether it is, or those that are by name,
/// text, number or letter.
struct ChoiceAnswers {
  private let elements: [JSONValue]
  private let field: RecordField
  private let choices: [ChoiceExample.Choice]
  private let numbersFirst: Bool

  init(
    _ elements: [JSONValue], _ field: RecordField, _ choices: [ChoiceExample.Choice],
    numbersFirst: Bool
  ) {
    (self.elements, self.field) = (elements, field)
    (self.choices, self.numbersFirst) = (choices, numbersFirst)
  }

  /// The numbers that are given; where counting begins, the file as a whole tells.
  var numbers: [Int] {
    elements.compactMap {
      guard $0.bool == nil,
        case .number(let number) = try? ChoiceAnswer(
          $0, field, choices, numbersFirst: numbersFirst)
      else { return nil }
      return number
    }
  }

  /// The indices of the right choices, in their order.
  func indices(from first: Int) throws(JSONText.Fault) -> [Int] {
    if !elements.isEmpty, elements.allSatisfy({ $0.bool != nil }) {
      guard elements.count == choices.count else {
        throw JSONText.Fault(
          message: "\(field): true or false \(elements.count) times, for \(choices.count) choices")
      }
      return choices.indices.filter { elements[$0].bool == true }
    }
    var found: Set<Int> = []
    for element in elements {
      let answer = try ChoiceAnswer(element, field, choices, numbersFirst: numbersFirst)
      guard let index = try answer.index(from: first, field, choices) else {
        throw JSONText.Fault(message: "\(field): one of the answers is none")
      }
      if !found.insert(index).inserted {
        throw JSONText.Fault(
          message:
            "\(field): a choice is named twice; which of the choices are right may also be said with "
            + "true and false, one for each")
      }
    }
    return found.sorted()
  }
}
