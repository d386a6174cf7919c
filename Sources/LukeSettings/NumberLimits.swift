import LukeJSON

/// Why a number is not taken that would be right if computers had no limits.
enum NumberLimits {
  /// Why a valid number is none as the float32 that it is computed with; nil for others.
  static func reasonAgainst(
    _ value: JSONValue, expecting expectation: String, isValid: (Double) -> Bool
  ) -> String? {
    if let reason = reasonAgainstQuotes(value, expecting: expectation) { return reason }
    guard let number = number(value), isValid(number) else {
      return reasonAgainstTyped(value, expecting: expectation)
    }
    let text = value.string ?? value.compactText
    let float = Double(Float(number))
    if !float.isFinite {
      return "\(text) is too large for float32, the numbers of training, which end at 3.4e38"
    }
    if float == 0, number != 0, isValid(0) {
      return "\(text) is 0 in float32, the numbers of training; write 0 where that is meant"
    }
    guard !isValid(float) else { return nil }
    return
      "\(text) is \(JSONValue.double(float).compactText) in float32, the numbers of training; "
      + "it must be \(expectation)"
  }

  /// Why a whole number within bounds is none of those that are read; nil for others.
  static func reasonAgainstWholeNumber(
    _ value: JSONValue, expecting expectation: String, atLeast minimum: Int, atMost maximum: Int?
  ) -> String? {
    if let reason = reasonAgainstQuotes(value, expecting: expectation) { return reason }
    guard maximum == nil, let number = number(value), number >= Double(minimum),
      number.rounded() == number, value.wholeNumber == nil
    else { return reasonAgainstTyped(value, expecting: expectation) }
    let text = value.string ?? value.compactText
    return number < Double(Int.max)
      ? "\(text) is so large that it has to be written with digits alone"
      : "\(text) is too large; the largest whole number is \(Int.max)"
  }

  /// What to say of a number of the command line that is too large for JSON, without the quotes of text; nil
  /// for others.
  private static func reasonAgainstTyped(
    _ value: JSONValue, expecting expectation: String
  ) -> String? {
    guard let text = value.string, let number = Double(text), number.magnitude == .infinity,
      text.contains(where: \.isNumber)
    else { return nil }
    return "must be \(expectation), but is \(text)"
  }

  /// What to say of a number in quotes; nil for others.
  private static func reasonAgainstQuotes(
    _ value: JSONValue, expecting expectation: String
  ) -> String? {
    guard let text = value.string, (try? JSONParser.parse(text.utf8))?.double != nil else {
      return nil
    }
    return "\(value.compactText) is text; it must be \(expectation), without quotes"
  }

  /// A number, also one of the command line that is too large for JSON, which is text there.
  private static func number(_ value: JSONValue) -> Double? {
    guard let text = value.string else { return value.double }
    return Double(text).flatMap { $0 == .infinity && text.first?.isNumber == true ? $0 : nil }
  }
}
