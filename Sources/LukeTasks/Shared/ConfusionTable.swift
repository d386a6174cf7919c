/// How often each annotated label was answered by each label.
package struct ConfusionTable: Hashable, Sendable {
  /// A pair of labels and how often it came.
  package struct Row: Hashable, Sendable {
    package var pair: JudgedAnswer.Pair
    package var count: Int
  }

  /// The pairs, those of the most frequent annotated label first, and of them the most frequent.
  package let rows: [Row]

  /// Counts pairs.
  package init(_ pairs: [JudgedAnswer.Pair]) {
    var counts: [JudgedAnswer.Pair: Int] = [:]
    var golds: [String?: Int] = [:]
    for pair in pairs {
      counts[pair, default: 0] += 1
      golds[pair.gold, default: 0] += 1
    }
    // What is annotated nowhere comes last.
    func key(_ row: Row) -> (Int, Int, String, Int, String) {
      (
        row.pair.gold == nil ? 1 : 0, -(golds[row.pair.gold] ?? 0), row.pair.gold ?? "", -row.count,
        row.pair.answer ?? ""
      )
    }
    rows = counts.map { Row(pair: $0, count: $1) }.sorted { key($0) < key($1) }
  }

  /// The pairs that are errors, the most frequent first.
  package var errors: [Row] {
    rows.enumerated().filter { $0.element.pair.gold != $0.element.pair.answer }
      .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
  }

  /// A table of three columns with a heading, parted by tabs; what is nothing is an empty cell.
  package var tabbedLines: [String] {
    ["gold\tanswer\tcount"]
      + rows.map { "\(cell($0.pair.gold))\t\(cell($0.pair.answer))\t\($0.count)" }
  }

  private func cell(_ label: String?) -> String {
    (label ?? "").replacing("\t", with: " ").replacing("\n", with: " ")
  }
}
