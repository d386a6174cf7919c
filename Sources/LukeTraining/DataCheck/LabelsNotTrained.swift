import LukeTasks

/// Labels that are scored and not learned.
package enum LabelsNotTrained: FindingKind {
  /// How many labels of a split have a line each, and how many of more are named.
  private static let most = 3, mostNamed = 5

  package static func findings(in data: CheckedData) -> [Finding] {
    guard let train = data.train, train.isWhole, !data.hasScores else { return [] }
    let known = train.labels
    if known.isEmpty { return [] }
    return data.splits.filter { $0.key != train.key }.flatMap { split in
      let missing = split.labels.filter { known[$0.key] == nil }.sorted { $0.key < $1.key }
      if missing.count > most { return [finding(missing, split.key)] }
      return missing.map { label, use in
        Finding(
          "label_not_trained", .warning, at: [use.first],
          "the label \"\(label)\" is in \(split.key) (\(times(use.count))) "
            + "and not in data.train, so that it is never answered",
          remedy: "correct it, or give training examples of it")
      }
    }
  }

  /// Many labels of a split.
  private static func finding(
    _ labels: [(key: String, value: CorpusOverview.LabelUse)], _ split: String
  ) -> Finding {
    let named = labels.prefix(mostNamed).map { "\"\($0.key)\" (\(times($0.value.count)))" }
    return Finding(
      "label_not_trained", .warning, at: labels.map(\.value.first),
      "\(labels.count) labels are in \(split) and not in data.train, so that they are never answered: "
        + named.joined(separator: ", ")
        + (labels.count > named.count ? " and \(labels.count - named.count) more" : ""),
      remedy: "correct them, or give training examples of them")
  }
}
