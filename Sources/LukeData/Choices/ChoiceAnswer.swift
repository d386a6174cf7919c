import LukeJSON

/// Which choice is right, as a record says it.
enum ChoiceAnswer: Hashable {
  /// The record says nothing.
  case unknown
  /// The choice with this index.
  case index(Int)
  /// The choice with this number; where counting begins, the file as a whole tells.
  case number(Int)

  /// Reads an answer: the choice's own name, its text, its number, or its letter.
  /// - Parameters:
  ///   - numbersFirst: whether a text of digits is a number before it is the text of a choice.
  init(
    _ value: JSONValue?, _ field: RecordField, _ choices: [ChoiceExample.Choice],
    numbersFirst: Bool
  ) throws(JSONText.Fault) {
    guard let value, let written = ChoiceList.text(value) else {
      guard value == nil || value == .null else {
        throw JSONText.Fault(message: "\(field): expected a string or a whole number")
      }
      self = .unknown
      return
    }
    let text = written.withoutInvisibleEnds
    let number = value.string == nil ? value.wholeNumber : Int(text)
    // -1 and nothing stand for answers that are kept back.
    if text.isEmpty || number == -1 {
      self = .unknown
    } else if let index = choices.firstIndex(where: { $0.label == text }) {
      self = .index(index)
    } else if let number, numbersFirst || value.string == nil {
      self = .number(number)
    } else if let index = try Self.index(ofText: text, choices, field) {
      self = .index(index)
    } else if let number {
      self = .number(number)
    } else if let index = Self.index(ofLetter: text), Self.areLettered(choices),
      choices.indices.contains(index)
    {
      self = .index(index)
    } else {
      throw Self.fault(field, text, choices)
    }
  }

  /// The index of the choice; nil where it is not known.
  func index(
    from first: Int, _ field: RecordField, _ choices: [ChoiceExample.Choice]
  ) throws(JSONText.Fault) -> Int? {
    switch self {
    case .unknown: return nil
    case .index(let index): return index
    case .number(let number):
      if !Self.areLettered(choices) {
        throw Self.fault(field, "\(number)", choices)
      }
      guard choices.indices.contains(number.saturatingSubtract(first)) else {
        throw JSONText.Fault(
          message:
            "\(field): \(number) is no choice; the \(choices.count) are counted from \(first), "
            + "which data.first_number changes")
      }
      return number - first
    }
  }

  private static func index(
    ofText text: String, _ choices: [ChoiceExample.Choice], _ field: RecordField
  ) throws(JSONText.Fault) -> Int? {
    let found = choices.indices.filter { choices[$0].text.withoutInvisibleEnds == text }
    if found.count > 1 {
      throw JSONText.Fault(
        message: "\(field): \(text.asShown) is the text of \(found.count) choices; give the number")
    }
    return found.first
  }

  /// `A` for 0.
  static func letter(_ index: Int) -> String {
    String(UnicodeScalar(UInt8(truncatingIfNeeded: 65 + index)))
  }

  /// Whether choices have no names but the letters of their places, beside which numbers tell them, too.
  private static func areLettered(_ choices: [ChoiceExample.Choice]) -> Bool {
    choices.enumerated().allSatisfy { index, choice in
      choice.label.map { index < 26 && $0 == letter(index) } ?? true
    }
  }

  private static func index(ofLetter text: String) -> Int? {
    guard text.utf8.count == 1, let letter = text.uppercased().utf8.first,
      (65...90).contains(letter)
    else { return nil }
    return Int(letter) - 65
  }

  private static func fault(
    _ field: RecordField, _ text: String, _ choices: [ChoiceExample.Choice]
  ) -> JSONText.Fault {
    let names = choices.map { $0.label ?? $0.text }.joined(separator: ", ")
    return JSONText.Fault(
      message: "\(field): \(text.asShown) is none of the choices (\(names.asShown))")
  }
}
