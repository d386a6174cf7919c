/// Labels that are the same but for case or blanks: mostly one that is written in several ways, and learned as
/// several.
package struct AlikeLabels {
  /// The most groups that are told.
  private static let most = 5

  /// Labels that are alike with how often each is given, the most frequent first.
  private let groups: [[(label: String, count: Int)]]

  /// - Parameter files: how often each label is given in each of some files.
  package init(_ files: [[String: Int]]) {
    let counts = files.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    groups = Dictionary(grouping: counts) { Self.letters(of: $0.key) }
      .filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
      .map { group in
        group.value.map { (label: $0.key, count: $0.value) }
          .sorted { $0.count != $1.count ? $0.count > $1.count : $0.label < $1.label }
      }
  }

  private static func letters(of label: String) -> String {
    label.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What to say of them; nil where no labels are alike.
  /// - Parameter remedy: what to do, said of a label and of the one that it may stand for.
  package func note(remedy: (_ rare: String, _ frequent: String) -> String) -> String? {
    guard let first = groups.first else { return nil }
    let told = groups.prefix(Self.most).map { group in
      group.map { "\"\($0.label)\" (\(times($0.count)))" }
        .joined(separator: " and ")
    }
    let rest = groups.count > Self.most ? " and \(groups.count - Self.most) more" : ""
    return
      "labels that differ in case or blanks alone are learned as different ones: "
      + told.joined(separator: ", ") + rest + "; " + remedy(first[1].label, first[0].label)
  }
}

extension [String: Int] {
  /// How often each of some labels is there.
  init(counting labels: some Sequence<String>) {
    self = labels.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
