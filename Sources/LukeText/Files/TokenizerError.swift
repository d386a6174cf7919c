public import LukeSystem

/// What can be wrong with the files of a tokenizer or an entity vocabulary.
public enum TokenizerError: UserError, Equatable {
  /// A file that is needed is not there.
  case missingFile(String)
  /// A file's content cannot be used.
  case badContent(String)
  /// A file is there but cannot be read.
  case unreadable(String)

  /// Whose fault it is.
  public var kind: UserErrorKind {
    switch self {
    case .missingFile: .missingInput
    case .badContent: .badData
    case .unreadable: .inputOutput
    }
  }

  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .missingFile(let message), .badContent(let message), .unreadable(let message): message
    }
  }
}
