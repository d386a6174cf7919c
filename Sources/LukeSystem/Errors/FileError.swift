/// Why a file could not be read or written.
public enum FileError: UserError, Hashable {
  /// There is no such file or folder.
  case missing(path: String)
  /// The content of the file is damaged or not what the format asks for.
  case malformed(path: String, reason: String)
  /// The operating system refused to read or write.
  case inputOutput(path: String, reason: String)

  /// Whose fault it is.
  public var kind: UserErrorKind {
    switch self {
    case .missing: .missingInput
    case .malformed: .badData
    case .inputOutput: .inputOutput
    }
  }

  /// The file and what is wrong with it, in one line.
  public var description: String {
    switch self {
    case .missing(let path): "\(path.shownOnOneLine): no such file or folder"
    case .malformed(let path, let reason): "\(path.shownOnOneLine): \(reason)"
    case .inputOutput(let path, let reason): "\(path.shownOnOneLine): \(reason)"
    }
  }

  /// The file or folder that the error is about.
  public var path: String {
    switch self {
    case .missing(let path), .malformed(let path, _), .inputOutput(let path, _): path
    }
  }
}
