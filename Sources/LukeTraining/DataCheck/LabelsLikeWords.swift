import LukeTasks

/// As many labels as there are words: those of another column.
package enum LabelsLikeWords: FindingKind {
  /// How many labels are suspicious at least.
  private static let fewest = 10

  package static func findings(in data: CheckedData) -> [Finding] {
    guard let train = data.train, !data.hasScores else { return [] }
    let labels = train.labels
    let total = labels.values.reduce(0) { $0 + $1.count }
    guard labels.count >= fewest, labels.count * 2 > total,
      let first = labels.min(by: { ($0.value.first.line, $0.key) < ($1.value.first.line, $1.key) })
    else { return [] }
    let shown = labels.keys.sorted().prefix(3).map { "\"\(ShownText.short($0, 20))\"" }
    return [
      Finding(
        "labels_like_words", .warning, at: [first.value.first],
        "the labels look like words: \(labels.count) are different of \(total), as "
          + shown.joined(separator: ", "),
        remedy: "data.columns names the column of the labels")
    ]
  }
}
