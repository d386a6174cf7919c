import LukeTasks

/// What tasks themselves find odd.
package enum TaskRemarks: FindingKind {
  package static func findings(in data: CheckedData) -> [Finding] {
    data.splits.flatMap(\.files).flatMap(\.overview.remarks).map {
      Finding($0.kind, .warning, at: [$0.location], $0.what, remedy: $0.remedy)
    }
  }
}
