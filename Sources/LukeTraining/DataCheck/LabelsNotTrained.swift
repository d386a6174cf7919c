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
          "the label \"\(label)\" is in \(split.key) (\(times(use.count))) "
            + "and not in data.train, so that it is never answered",
          remedy: "correct it, or give training examples of it")
      }
    }
  }
}
