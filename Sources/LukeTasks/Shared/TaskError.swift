public import LukeSystem

/// Why a task cannot be set up with the data and the tokenizer at hand.
public enum TaskError: UserError, Hashable {
  /// The training data have nothing to tell apart.
  case noLabels(file: String, what: String)
  /// The tokenizer lacks a token the task needs.
  case missingToken(String)
  /// The class for "no entity" is not the first.
  case misplacedNone(Int)

  /// Whose fault it is.
  public var kind: UserErrorKind { .badData }

  /// The message for the user.
  public var description: String {
    switch self {
    case .noLabels(let file, let what): "\(file): holds no \(what) to learn from"
    case .misplacedNone(let index):
      "id2label names class \(index) \"O\"; the class that is no entity must be class 0"
    case .missingToken(let token): "the tokenizer has no token \"\(token)\"; add it first"
    }
  }
}
