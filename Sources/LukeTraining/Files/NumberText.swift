/// Numbers as people read them, in no language of their own.
package enum NumberText {
  /// Text with blanks before it, up to a width.
  package static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// A number with so many digits after the point.
  package static func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "\(value)" }
    let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
    let scaled = Int((abs(value) * Double(scale)).rounded())
    let whole = (value < 0 && scaled > 0 ? "-" : "") + String(scaled / scale)
    if digits == 0 { return whole }
    let fraction = String(scaled % scale)
    return whole + "." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  /// A number with at most two digits after the point, and no zeros at its end: `3`, `2.67`.
  static func short(_ value: Double) -> String {
    var text = fixed(value, 2)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// A number as `1.23e-05`.
  package static func scientific(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
    var mantissa = abs(value)
    var exponent = 0
    while mantissa < 1 {
      mantissa *= 10
      exponent -= 1
    }
    while mantissa >= 9.995 {
      mantissa /= 10
      exponent += 1
    }
    let digits = String(abs(exponent))
    return (value < 0 ? "-" : "") + fixed(mantissa, 2) + "e" + (exponent < 0 ? "-" : "+")
      + (digits.count < 2 ? "0" : "") + digits
  }

  /// Seconds as `42 s`, `3 min 05 s` or `2 h 07 min`.
  package static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(), 1e9))
    func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(twoDigits(whole % 60)) s" }
    return "\(whole / 3600) h \(twoDigits(whole % 3600 / 60)) min"
  }
}
