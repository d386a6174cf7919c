import LukeData
import LukeModel
public import LukeSettings

/// The labels of examples, with where they stand.
struct LabelChoice {
  /// What is labelled, label by label.
  private(set) var found: [(label: String, location: SourceLocation)] = []

  mutating func add(_ labels: [String]?, at location: SourceLocation) {
    for label in labels ?? [] { found.append((label, location)) }
  }

  /// The classes: those that are given, in their order, or those that were found, sorted.
  /// - Parameter remedy: what is said besides of a label that is none of those given.
  /// - Throws: `DataError` where the data have a label that is not among those given, and
  ///   `TaskError.noLabels` where there are fewer than two.
  func labels(
    given: [String]?, files: [String], what: String, problemType: ProblemType? = nil,
    remedy: String = ""
  ) throws -> LabelSet {
    let names = given ?? LabelSet.ordered(Set(found.map(\.label)))
    let counts = found.reduce(into: [:]) { $0[$1.label, default: 0] += 1 }
    if given != nil {
      let known = Set(names)
      for file in files {
        var faults = FaultCollector(file: file)
        for (label, location) in found where location.file == file && !known.contains(label) {
          faults.add(
            location,
            "the label \"\(label)\" is none of task.labels (\(names.joined(separator: ", ")))"
              + remedy)
        }
        try faults.throwIfAny()
      }
    }
    if names.count < 2, problemType != .multiLabelClassification || names.isEmpty {
      throw TaskError.noLabels(file: files.joined(separator: ", "), what: what)
    }
    return LabelSet(
      names, problemType: problemType, counts: names.map { counts[$0] ?? 0 })
  }
}

extension SettingsField {
  /// The key `labels`.
  public static func labels(_ path: WritableKeyPath<Owner, [String]?>) -> Self {
    SettingsField(
      "labels", path, .optional(.list(of: .nonEmptyText)),
      "The labels in the order of their classes; null takes those of the training data, sorted.")
  }
}
