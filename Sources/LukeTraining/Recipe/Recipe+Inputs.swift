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
    taskOfModel.inputs + [("model.from", model.from)]
      + (model.tokenizer.map { [("model.tokenizer", $0)] } ?? [])
  }

  /// Throws one error with the faults of the recipe, every file and folder of it that is not there, and
  /// where there are such, what is wrong with the model: who mends one of them need not come back for the
  /// next.
  func check(_ faults: [RecipeFault] = []) throws {
    let missing = missingInputs(faults).map {
      "\($0.key): \($0.path): \($0.reason)".shownOnOneLine
    }
    if faults.isEmpty, missing.isEmpty { return }
    let all = missing + modelFaults(faults)
    if faults.isEmpty { throw TrainingError.several(all, .missingInput) }
    throw TrainingError.recipe(
      faults + all.map { RecipeFault(source: "", keyPath: "", message: $0) })
  }

  /// The files and folders that are not there, each with its key and why.
  func missingInputs(_ faults: [RecipeFault] = []) -> [(key: String, path: String, reason: String)]
  {
    inputs.filter { isRead($0.key, faults) && !isThere($0.path) }.map {
      let reason =
        SystemReason.ofLooking(at: $0.path)
        ?? (isPattern($0)
          ? FilePattern.nothing
          : "no such file or folder"
            + ($0.key == "model.from" ? ModelArgument.advice($0.path) : ""))
      return ($0.key, $0.path, reason)
    }
  }

  private func isThere(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: ArchivePath.onDisk(path))
  }

  private func isPattern(_ input: (key: String, path: String)) -> Bool {
    input.key.hasPrefix("data.") && FilePattern.isPattern(input.path)
  }

  /// Whether a key has the value that the file gives it.
  private func isRead(_ key: String, _ faults: [RecipeFault]) -> Bool {
    !faults.map(\.key).contains { faulty in
      // Nothing is read of a recipe that is no object.
      faulty.isEmpty || key == faulty || key.hasPrefix(faulty + ".") || faulty.hasPrefix(key + "[")
        || faulty == "task.kind" && key.hasPrefix("data")
    }
  }

  /// What is wrong with a model that is there, by what is read without its weights and without the data.
  private func modelFaults(_ faults: [RecipeFault]) -> [String] {
    let keys = ["model.from", "model.tokenizer"]
    let given = inputs.filter { keys.contains($0.key) }
    guard given.allSatisfy({ isRead($0.key, faults) && isThere($0.path) }) else { return [] }
    do {
      let opened = try OpenedModel(model)
      // How long sequences are, and how large the tables, is not known of sections with faults.
      if faults.contains(where: { ["task", "model"].contains($0.section) }) {
        if task is any AnsweringChoice { _ = try opened.tokenizer() }
      } else {
        try taskOfModel.check(opened)
      }
      return []
    } catch { return ErrorReport(error).lines }
  }
}

extension RecipeFault {
  /// The key, also where `--set` names it.
  fileprivate var key: String {
    let option = "--set "
    return keyPath.isEmpty && source.hasPrefix(option)
      ? String(source.dropFirst(option.count)) : keyPath
  }

  /// The section that the key is of.
  fileprivate var section: String { String(key.prefix { $0 != "." && $0 != "[" }) }
}
