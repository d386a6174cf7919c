import LukeModel

extension TraceableBatch.Argument {
  /// The targets of a classifier, one row for each example.
  static func targets(_ targets: ClassificationTargets, examples: Int) -> Self {
    func rows(_ values: [Float]) -> [[Float]] {
      let columns = values.count / max(1, examples)
      return (0..<examples).map { Array(values[$0 * columns..<($0 + 1) * columns]) }
    }
    return switch targets {
    case .classes(let labels): .exampleLabels(labels)
    case .indicators(let values), .numbers(let values): .exampleNumbers(rows(values))
    }
  }
}
