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
  /// Throws for an answer key in which no relation has a direction, and several should have one.
  private static func checkKey(
    of corpus: RelationCorpus, against labels: LabelSet
  ) throws(DataError) {
    let answers = corpus.examples.filter {
      $0.relationLocation.map { $0.file != corpus.file } ?? false
    }
    let relations = answers.compactMap(\.relation)
    let undirected = relations.filter { relation in
      labels.index(of: relation) == nil
        && directions.contains { labels.index(of: relation + $0) != nil }
    }
    guard undirected.count > 1, let file = answers.first?.relationLocation?.file,
      !relations.contains(where: { relation in directions.contains(where: relation.hasSuffix) })
    else { return }
    throw .unsuitable(
      file: file,
      reason: "(data.answer_key) names relations without their directions, such as "
        + "\"\(undirected[0])\", which those that were learned have; of SemEval-2010 task 8, "
        + "TEST_FILE_FULL.TXT has the test sentences with directed relations, and needs no key")
  }

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
    try checkKey(of: corpus, against: labels)
    try faults.throwIfAny()
  }
}
