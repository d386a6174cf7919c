/// Names that data sets give to "no relation".
enum NegativeLabels {
  /// The names in small letters, of letters and digits alone.
  private static let known: Set<String> = [
    "norelation", "norel", "norelationship", "notrelated", "unrelated", "other", "others", "na",
    "none", "null", "nil", "no", "negative", "neg", "false", "nothing", "o", "0",
  ]

  /// Those of some labels that look as if they mean no relation, in sorted order.
  static func likely(among labels: some Sequence<String>) -> [String] {
    labels.filter { known.contains(normalized($0)) }.sorted()
  }

  private static func normalized(_ label: String) -> String {
    label.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
