/// The direction that SemEval-2010 task 8 and KBP37 write behind a relation: `(e1,e2)` or `(e2,e1)`.
enum RelationDirection {
  private static let directions = ["(e1,e2)", "(e2,e1)"]

  /// What is wrong with a relation that ends with a direction that none can have, such as `(e1,e3)`; nil for all
  /// others, with a direction or without.
  static func fault(in relation: String) -> String? {
    guard let open = relation.lastIndex(of: "(") else { return nil }
    let end = relation[open...]
    if directions.contains(where: end.elementsEqual) { return nil }
    // "(e1, e2)" and "(e1,e2" were meant, too; "(elected in 1912)" was not.
    let parts = end.dropFirst().filter { !$0.isWhitespace && $0 != ")" }.lowercased()
      .split(whereSeparator: { $0 == "," || $0 == ";" })
    let areSpans = parts.allSatisfy { part in
      part.first == "e" && part.count > 1 && part.dropFirst().allSatisfy(\.isNumber)
    }
    guard areSpans, !parts.isEmpty else { return nil }
    return
      "the relation \"\(relation)\" ends with a direction that none can have; write (e1,e2) or (e2,e1)"
  }
}
