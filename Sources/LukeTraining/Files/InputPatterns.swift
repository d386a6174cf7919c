import Foundation
import LukeCorpus
import LukeSystem
import LukeTasks

/// Patterns among the files that a command is given, as `'dumps/*.bz2'`: those that no shell has expanded.
enum InputPatterns {
  /// The paths with the files in place of patterns, and the corpus folders where those are read, too; notes say
  /// which.
  /// - Throws: `TrainingError.missing` for a pattern that nothing has a name like.
  static func expanded(
    _ paths: [String], takesCorpora: Bool, _ observer: any RunObserver
  ) throws -> [String] {
    try paths.flatMap { path -> [String] in
      let start = path.hasPrefix("/") ? "" : FileManager.default.currentDirectoryPath + "/"
      guard path != "-", let found = FilePattern.match(start + path) else {
        return [path]
      }
      let corpora = takesCorpora ? found.folders.filter(CorpusFolder.isCorpus) : []
      let files = (found.files + corpora).map { String($0.dropFirst(start.count)) }
      if files.isEmpty { throw TrainingError.missing("\(path): \(FilePattern.nothing)") }
      try observer.note(
        "\(path): \(counted(files.count, corpora.isEmpty ? "file" : "input")): \(FilePattern.list(files))"
      )
      let others = found.others(besides: corpora)
      if !others.isEmpty { try observer.note("\(path): \(FilePattern.leftOut(others))") }
      return files
    }
  }
}
