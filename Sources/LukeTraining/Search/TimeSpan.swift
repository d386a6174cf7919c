/// Lengths of time as people write them: `90s`, `45min`, `2h`, `1h30min`, `1.5d`.
public enum TimeSpan {
  private static let units = [
    ("min", 60.0), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400),
  ]

  /// The seconds of a length of time; nil for what is none, or not above 0.
  public static func seconds(_ text: String) -> Double? {
    var (rest, sum) = (text[...], 0.0)
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(digits.count)
      guard let number = Double(digits), let unit = units.first(where: { rest.hasPrefix($0.0) })
      else { return nil }
      rest = rest.dropFirst(unit.0.count)
      sum += number * unit.1
    }
    return sum > 0 && sum.isFinite ? sum : nil
  }
}
