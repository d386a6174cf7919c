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
