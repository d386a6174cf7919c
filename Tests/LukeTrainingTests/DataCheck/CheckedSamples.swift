import LukeData
import LukeTasks
import LukeTraining

/// Small data for those who look for mistakes in them.
extension CheckedData {
  /// Splits in the order of recipes, each of one file with its examples.
  static func sample(_ splits: (key: String, file: CheckedData.File)...) -> CheckedData {
    CheckedData(
      kind: "sequence-classification", splits: splits.map { Split("data." + $0.key, [$0.file]) })
  }
}

extension CheckedData.File {
  /// A file of texts, each with a label, in the lines from 1 on.
  static func texts(_ path: String, _ examples: (String, String)...) -> Self {
    var file = Self(path)
    // No two files of a test are the same unless it says so.
    file.checksum = path.utf8.reduce(7) { $0 &* 31 &+ UInt32($1) }
    for (index, (text, label)) in examples.enumerated() {
      let location = SourceLocation(file: path, line: index + 1)
      file.overview.examples.append(.init(text: text, answer: label, location: location))
      file.overview.add(label: label, at: location)
    }
    return file
  }

  /// A file of nothing but labels, one a line.
  static func labels(_ path: String, _ labels: [String]) -> Self {
    var file = Self(path)
    for (index, label) in labels.enumerated() {
      file.overview.add(label: label, at: SourceLocation(file: path, line: index + 1))
    }
    return file
  }
}

extension FindingKind {
  /// What is found, as people read it.
  static func texts(_ data: CheckedData) -> [String] {
    findings(in: data).map { "\($0.severity.rawValue): \($0.description)" }
  }
}
