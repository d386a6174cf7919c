public import LukeSystem

/// How the program ends, numbered after sysexits.h.
public enum ExitStatus: Hashable, Sendable {
  /// All went well.
  case good
  /// Wrong usage or a wrong recipe.
  case usage
  /// The content of an input is wrong.
  case badData
  /// An input is not there.
  case missingInput
  /// A fault of the program, or lack of memory.
  case internalFault
  /// Reading or writing failed.
  case inputOutput
  /// A signal ended the run.
  case signal(Int32)

  /// How the program ends after an error of a kind.
  public init(_ kind: UserErrorKind) {
    self =
      switch kind {
      case .usage: .usage
      case .badData: .badData
      case .missingInput: .missingInput
      case .inputOutput: .inputOutput
      case .internalFault: .internalFault
      case .interrupted(let signal): .signal(signal)
      case .outputClosed: .good
      }
  }

  /// The number that the shell sees.
  public var code: Int32 {
    switch self {
    case .good: 0
    case .usage: 64
    case .badData: 65
    case .missingInput: 66
    case .internalFault: 70
    case .inputOutput: 74
    case .signal(let number): 128 + number
    }
  }
}
