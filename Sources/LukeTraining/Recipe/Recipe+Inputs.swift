import Foundation
import LukeSettings
import LukeSystem

extension Recipe {
  /// The keys whose values are paths, of every task.
  package static var keysOfPaths: Set<String> {
    Set(keyDescriptions.filter(\.holdsPaths).map(\.keyPath))
  }

  /// Every file and folder that the run reads, with its key.
  var inputs: [(key: String, path: String)] {
    task.inputs + [("model.from", model.from)]
      + (model.tokenizer.map { [("model.tokenizer", $0)] } ?? [])
  }

  /// Throws one error that lists every file and folder of the recipe that is not there.
  func checkInputsExist() throws {
    let missing = inputs.filter { !FileManager.default.fileExists(atPath: $0.path) }
      .map {
        let reason = SystemReason.ofLooking(at: $0.path) ?? "no such file or folder"
        return "\($0.key): \($0.path): \(reason)"
      }
    if !missing.isEmpty { throw TrainingError.missing(missing.joined(separator: "\n")) }
  }
}
