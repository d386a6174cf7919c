/// Labels that are the same but for case or blanks: mostly one that is written in several ways, and learned as
/// several.
package struct AlikeLabels {
  /// The most groups that are told.
  private static let most = 5

  /// Labels that are alike with how often each is given, the most frequent first.
  private let groups: [[(label: String, count: Int)]]
  /// The labels of a model; empty where one is yet to be trained.
  private let known: Set<String>

  /// - Parameters:
  ///   - files: how often each label is given in each of some files.
  ///   - known: the labels of a model that the files are to be scored with.
  package init(_ files: [[String: Int]], known: [String] = []) {
    let known = Set(known)
    var counts = files.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    for label in known where counts[label] == nil { counts[label] = 0 }
    self.known = known
    groups = Dictionary(grouping: counts) { Self.letters(of: $0.key) }
      .filter { $0.value.count > 1 && $0.value.contains { $0.value > 0 } }
      .sorted { $0.key < $1.key }
      .map { group in
        group.value.map { (label: $0.key, count: $0.value) }
          .sorted {
            let (first, second) = (known.contains($0.label), known.contains($1.label))
            if first != second { return first }
            return $0.count != $1.count ? $0.count > $1.count : $0.label < $1.label
          }
      }
  }

  /// Whether two labels are the same but for case or blanks.
  package static func areAlike(_ one: String, _ other: String) -> Bool {
    letters(of: one) == letters(of: other)
  }

  private static func letters(of label: String) -> String {
    label.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What to say of them; nil where no labels are alike.
  /// - Parameter remedy: what to do, said of a label and of the one that it may stand for.
  package func note(remedy: (_ rare: String, _ frequent: String) -> String) -> String? {
    guard let first = groups.first else { return nil }
    let told = groups.prefix(Self.most).map { group in
      group.map { "\"\($0.label)\" (\($0.count == 0 ? "the model's" : times($0.count)))" }
        .joined(separator: " and ")
    }
    let rest = groups.count > Self.most ? " and \(groups.count - Self.most) more" : ""
    return
      "labels that differ in case or blanks alone are \(known.isEmpty ? "learned as " : "")different ones: "
      + told.joined(separator: ", ") + rest + "; " + remedy(first[1].label, first[0].label)
  }
}

extension [String: Int] {
  /// How often each of some labels is there.
  init(counting labels: some Sequence<String>) {
    self = labels.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
