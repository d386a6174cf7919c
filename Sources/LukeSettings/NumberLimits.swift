import LukeJSON

/// Why a number is not taken that would be right if computers had no limits.
enum NumberLimits {
  /// Why a valid number is none as the float32 that it is computed with; nil for others.
  static func reasonAgainst(
    _ value: JSONValue, expecting expectation: String, isValid: (Double) -> Bool
  ) -> String? {
    guard let number = number(value), isValid(number) else { return nil }
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
    _ value: JSONValue, atLeast minimum: Int, atMost maximum: Int?
  ) -> String? {
    guard maximum == nil, let number = number(value), number >= Double(minimum),
      number.rounded() == number, value.wholeNumber == nil
    else { return nil }
    let text = value.string ?? value.compactText
    return number < Double(Int.max)
      ? "\(text) is so large that it has to be written with digits alone"
      : "\(text) is too large; the largest whole number is \(Int.max)"
  }

  /// A number, also one of the command line that no JSON can hold, which is text there.
  private static func number(_ value: JSONValue) -> Double? {
    switch value {
    case .string(let text) where text.first?.isNumber == true: Double(text)
    default: value.double
    }
  }
}
