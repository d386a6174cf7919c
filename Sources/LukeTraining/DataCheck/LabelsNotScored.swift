import LukeTasks

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
