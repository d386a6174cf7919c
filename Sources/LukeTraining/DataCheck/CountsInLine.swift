/// The counts in the line that a task has for a file: `12 sentences, 3 entities (LOC 3); CoNLL`.
enum CountsInLine {
  /// Each count with what it counts; `line` has no name of a file before it.
  static func parts(of line: some StringProtocol) -> [String] {
    line.prefix { $0 != ";" }.replacing(" about ", with: ", ").replacing(" (", with: ", ")
      .split(separator: ", ").map { String($0) }
  }

  /// The number that a count begins with.
  static func number(of count: String) -> Int? { Int(count.prefix { $0 != " " }) }

  /// What is counted, one or several.
  static func unit(of count: String) -> String {
    let unit = count.drop { $0 != " " }.dropFirst()
    return unit == "entity" ? "entities" : unit.hasSuffix("s") ? String(unit) : unit + "s"
  }

  /// What one alone is called of what several are: `entity` of `entities`.
  static func one(of unit: String) -> String {
    // What is counted in more words is no noun at their end.
    if unit == "entities" { return "entity" }
    return unit.hasSuffix("s") && !unit.contains(" ") ? String(unit.dropLast()) : unit
  }
}
