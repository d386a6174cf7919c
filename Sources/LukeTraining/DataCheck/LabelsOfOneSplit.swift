import LukeTasks

/// Labels that are scored and not learned.
package enum LabelsNotTrained: FindingKind {
  package static func findings(in data: CheckedData) -> [Finding] {
    guard let train = data.train, train.isWhole, !data.hasScores else { return [] }
    let known = train.labels
    if known.isEmpty { return [] }
    return data.splits.filter { $0.key != train.key }.flatMap { split in
      split.labels.filter { known[$0.key] == nil }.sorted { $0.key < $1.key }.map { label, use in
        Finding(
          "label_not_trained", .warning, at: [use.first],
          "the label \"\(label)\" is in \(split.key) (\(use.count == 1 ? "once" : "\(use.count) times")) "
            + "and not in data.train, so that it is never answered",
          remedy: "correct it, or give training examples of it")
      }
    }
  }
}

/// Labels that are learned and not scored.
package enum LabelsNotScored: FindingKind {
  /// How many are named.
  private static let most = 10

  package static func findings(in data: CheckedData) -> [Finding] {
    guard let train = data.train, !data.hasScores else { return [] }
    let scored = data.splits.filter { $0.key != train.key }
    let known = Set(scored.flatMap(\.labels.keys))
    if known.isEmpty || scored.contains(where: { !$0.isWhole }) { return [] }
    let missing = train.labels.filter { !known.contains($0.key) }
    guard let first = missing.min(by: { $0.key < $1.key }) else { return [] }
    let names = missing.keys.sorted()
    let list =
      names.prefix(most).map { "\"\($0)\"" }.joined(separator: ", ")
      + (names.count > most ? " and \(names.count - most) more" : "")
    return [
      Finding(
        "label_not_scored", .note, at: [first.value.first],
        "\(counted(names.count, "label")) of data.train \(names.count == 1 ? "is" : "are") in no data "
          + "that are scored: \(list)")
    ]
  }
}
