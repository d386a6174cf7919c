import LukeAutodiff
import LukeTestSupport

enum SpanScoresCases {
  static var all: [OperationCase] {
    [
      make(words: 1, labels: 1, [(0, 0)]),
      // Spans of one word, of all, and the same one twice.
      make(words: 5, labels: 2, [(0, 4), (2, 2), (1, 3), (1, 3)]),
      make(words: 4, labels: 3, []),
      make(words: 60, labels: 19, many(400, of: 60)),
    ]
  }

  private static func many(_ count: Int, of words: Int) -> [(Int, Int)] {
    var generator = SeededGenerator(seed: 5)
    return generator.integers(count, in: 0..<words).map { start in
      (start, min(words - 1, start + generator.integers(1, in: 0..<16)[0]))
    }
  }

  private static func make(
    words: Int, labels: Int, _ spans: [(first: Int, last: Int)]
  ) -> OperationCase {
    OperationCase(
      name: "\(spans.count) spans of \(words) words, \(labels) labels",
      inputs: [("words", .random(words, 3 * labels, seed: 1))],
      operation: { tape, inputs in
        tape.spanScores(
          inputs[0], starts: spans.map { Int32($0.first) }, ends: spans.map { Int32($0.last) })
      },
      reference: { inputs in
        Matrix(rows: spans.count, columns: labels) { row, column in
          let (first, last) = spans[row]
          let sum = (first...last).reduce(0) { $0 + inputs[0][$1, 2 * labels + column] }
          return inputs[0][first, column] + inputs[0][last, labels + column]
            + sum / Double(last - first + 1)
        }
      })
  }
}
