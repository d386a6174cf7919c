import LukeData

/// A relation's name without its direction, which SemEval and KBP37 write as `(e1,e2)` or `(e2,e1)`.
struct DirectedRelation: Hashable {
  let name: Substring

  init(_ label: String) {
    let hasDirection = Self.directions.contains(where: label.hasSuffix)
    name = hasDirection ? label.dropLast(7) : label[...]
  }
}

extension DirectedRelation {
  private static let directions = ["(e1,e2)", "(e2,e1)"]

  /// Throws for relations without a direction that the labels have with one, as those of an answer key
  /// whose directions were taken off: none of them could be answered right.
  static func check(_ corpus: RelationCorpus, against labels: LabelSet) throws(DataError) {
    var faults = FaultCollector(file: corpus.file)
    for example in corpus.examples {
      guard let relation = example.relation, labels.index(of: relation) == nil else { continue }
      let directed = directions.map { relation + $0 }.filter { labels.index(of: $0) != nil }
      if directed.isEmpty { continue }
      let names = directed.map { "\"\($0)\"" }.joined(separator: " or ")
      faults.add(
        example.relationLocation ?? example.location,
        "the relation \"\(relation)\" has no direction; write \(names)")
    }
    try faults.throwIfAny()
  }
}
