/// One kind of mistake that readable data may have: a file of its own in this folder, and a place in
/// ``DataCheck/kinds``.
package protocol FindingKind {
  /// What is found; nothing where all is as it should be.
  static func findings(in data: CheckedData) -> [Finding]
}

extension DataCheck {
  /// All of them, in the order in which findings of the same severity are shown.
  package static var kinds: [any FindingKind.Type] {
    [
      TaskRemarks.self, SameFiles.self, SharedExamples.self, ContradictingExamples.self,
      LabelsNotTrained.self, LabelsNotScored.self, NearlyEqualLabels.self, LabelsLikeWords.self,
      EmptyExamples.self, KnownSizes.self,
    ]
  }
}

/// What tasks themselves find odd.
package enum TaskRemarks: FindingKind {
  package static func findings(in data: CheckedData) -> [Finding] {
    data.splits.flatMap(\.files).flatMap(\.overview.remarks).map {
      Finding($0.kind, .warning, at: [$0.location], $0.what, remedy: $0.remedy)
    }
  }
}
