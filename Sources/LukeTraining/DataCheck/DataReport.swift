import Foundation
import LukeTasks

/// What a ``DataCheck`` has found.
public struct DataReport: Sendable {
  /// The recipe file.
  public let recipeFile: String
  /// What was read.
  package let data: CheckedData
  /// What was found, the worst first.
  public let findings: [Finding]

  /// - Parameter folder: paths below it are shown from there.
  package init(
    _ recipeFile: String, _ data: CheckedData, _ findings: [Finding],
    from folder: String = FileManager.default.currentDirectoryPath
  ) {
    let paths = ShortPaths(from: folder)
    self.recipeFile = recipeFile
    self.data = paths.shortened(data)
    self.findings = Finding.Severity.allCases.flatMap { severity in
      Finding.joined(findings.filter { $0.severity == severity }).map(paths.shortened)
    }
  }

  /// How many findings have a severity.
  public func count(_ severity: Finding.Severity) -> Int {
    findings.count { $0.severity == severity }
  }

  /// Throws where training would refuse the data, with the status that training would end with.
  public func throwIfAnyError() throws {
    let count = count(.error)
    if count == 0 { return }
    let reason =
      "\(recipeFile): \(counted(count, "error")), for which the data would not be trained on"
    // What is not there is looked for before anything is read.
    let isMissing = findings.contains { $0.severity == .error && $0.kind == Finding.missingFile }
    throw isMissing ? TrainingError.missing(reason) : TrainingError.badData(reason)
  }
}
