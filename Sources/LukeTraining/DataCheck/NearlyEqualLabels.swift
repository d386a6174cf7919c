import LukeSettings
import LukeTasks

/// A label that occurs once beside a frequent one that is nearly the same: a slip of the pen.
package enum NearlyEqualLabels: FindingKind {
  /// How often the other label occurs at least.
  private static let fewest = 10

  package static func findings(in data: CheckedData) -> [Finding] {
    if data.hasScores { return [] }
    var uses: [String: CorpusOverview.LabelUse] = [:]
    for split in data.splits {
      uses.merge(split.labels) { .init(count: $0.count + $1.count, first: $0.first) }
    }
    let frequent = uses.filter { $0.value.count >= fewest }.keys.sorted()
    return uses.filter { $0.value.count == 1 }.sorted { $0.key < $1.key }.compactMap { label, use in
      let near = frequent.filter { areNear(label, $0) }.max {
        (uses[$0]?.count ?? 0, $1) < (uses[$1]?.count ?? 0, $0)
      }
      guard let near, let count = uses[near]?.count else { return nil }
      return Finding(
        "rare_label", .warning, at: [use.first],
        "the label \"\(label)\" occurs once, beside \"\(near)\" (\(count) times)",
        remedy: "write \"\(near)\", if that is meant")
    }
  }

  private static func areNear(_ one: String, _ other: String) -> Bool {
    // What differs in case or blanks alone is told as such.
    if AlikeLabels.areAlike(one, other) { return false }
    if folded(one) == folded(other) { return true }
    // Names of a series, such as class1 and Class-2, and tags of the same type are what they are.
    if !one.contains(where: \.isLetter)
      || withoutDigits(folded(one)) == withoutDigits(folded(other))
      || type(one) != nil && type(one) == type(other)
    {
      return false
    }
    let length = min(one.count, other.count)
    let most = length < 3 ? 0 : length < 7 ? 1 : 2
    return abs(one.count - other.count) <= most
      && Suggestion.distance(one.lowercased(), other.lowercased()) <= most
  }

  /// A label in small letters, without what parts its words.
  private static func folded(_ label: String) -> String {
    label.lowercased().filter { !" -_".contains($0) }
  }

  private static func withoutDigits(_ label: String) -> String { label.filter { !$0.isNumber } }

  /// What comes after the letter and the hyphen of a tag.
  private static func type(_ label: String) -> Substring? {
    label.dropFirst().first == "-" ? label.dropFirst(2) : nil
  }
}
