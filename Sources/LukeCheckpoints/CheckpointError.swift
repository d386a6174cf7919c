public import LukeSystem

/// Why a model could not be read, converted or written; faults of files alone are `FileError`.
public enum CheckpointError: UserError, Hashable {
  /// The content of a file is not that of a model; one sentence for each fault.
  case badContent(path: String, faults: [String])
  /// The file was written by a newer version of this package.
  case newerVersion(path: String, found: Int, known: Int)
  /// The folder to write is there already and not empty.
  case folderNotEmpty(path: String)

  /// Whose fault it is.
  public var kind: UserErrorKind {
    switch self {
    case .badContent, .newerVersion: .badData
    case .folderNotEmpty: .usage
    }
  }

  /// The file and what is wrong, one line for each fault.
  public var description: String {
    switch self {
    case .badContent(let path, let faults):
      faults.map { "\(path.shownOnOneLine): \($0)" }.joined(separator: "\n")
    case .newerVersion(let path, let found, let known):
      "\(path.shownOnOneLine): written in version \(found) of the format, and this program knows versions up to "
        + "\(known); use a newer luke-train"
    case .folderNotEmpty(let path):
      "\(path.shownOnOneLine): the folder is not empty; name another one"
    }
  }

  /// The same, each fault on one line.
  public var lines: [String] {
    if case .badContent(let path, let faults) = self {
      return faults.map { "\(path): \($0)".shownOnOneLine }
    }
    return [description.shownOnOneLine]
  }

  static func badContent(_ path: String, _ fault: String) -> CheckpointError {
    .badContent(path: path, faults: [fault])
  }
}
