/// Takes labels for others that mean the same, as XNLI's training files write "contradictory" where its other
/// files write "contradiction".
struct SameLabels {
  private let names: [String: String]
  private var counts: [String: Int] = [:]

  init(_ names: [String: String]) { self.names = names }

  /// The labels as they are taken, each once.
  mutating func labels(_ labels: [String]) -> [String] {
    if names.isEmpty { return labels }
    var taken: [String] = []
    for label in labels {
      if names[label] != nil { counts[label, default: 0] += 1 }
      let name = names[label] ?? label
      if !taken.contains(name) { taken.append(name) }
    }
    return taken
  }

  /// What was taken for what, one sentence each.
  var notes: [String] {
    counts.sorted { $0.key < $1.key }.map { label, count in
      "\(count) \(count == 1 ? "label" : "labels") \"\(label)\" \(count == 1 ? "is" : "are") taken for "
        + "\"\(names[label] ?? label)\" (data.same_labels)"
    }
  }
}
