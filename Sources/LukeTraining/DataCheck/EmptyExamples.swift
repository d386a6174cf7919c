import LukeData
import LukeTasks

/// Examples without anything to read.
package enum EmptyExamples: FindingKind {
  package static func findings(in data: CheckedData) -> [Finding] {
    data.splits.compactMap { split in
      let empty = split.files.flatMap(\.overview.examples).filter { $0.text.isInvisible }
      if empty.isEmpty { return nil }
      return Finding(
        "empty_example", .warning, at: empty.map(\.location),
        "\(counted(empty.count, split.unit)) of \(split.key) \(empty.count == 1 ? "is" : "are") empty",
        remedy: "leave \(empty.count == 1 ? "it" : "them") out")
    }
  }
}
