public import LukeSystem

/// What can be missing for the engine to run at all.
public enum EngineError: UserError {
  /// A C library could not be loaded; the text says which and what to install.
  case libraryMissing(String)
  /// The environment names a library that there is none of.
  case wrongLibrary(String)

  /// Whose fault it is.
  public var kind: UserErrorKind {
    switch self {
    case .libraryMissing: .missingInput
    case .wrongLibrary: .usage
    }
  }

  /// The message for the user.
  public var description: String {
    switch self {
    case .libraryMissing(let message): message
    case .wrongLibrary(let name): "LUKE_PRODUCTS: must be onednn or openblas, but is \"\(name)\""
    }
  }
}
