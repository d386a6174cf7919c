public import LukeSystem

/// Why a task cannot be set up with the data and the tokenizer at hand.
public enum TaskError: UserError, Hashable {
  /// The training data have nothing to tell apart.
  case noLabels(file: String, what: String)
  /// The tokenizer lacks a token the task needs.
  case missingToken(String)
  /// The class for "no entity" is not the first.
  case misplacedNone(Int)
  /// Windows of contexts would be no longer than what they have in common; `largest` is what would do.
  case stride(Int, maximumLength: Int, largest: Int, questions: String)

  /// Whose fault it is.
  public var kind: UserErrorKind {
    if case .stride = self { .usage } else { .badData }
  }

  /// The message for the user.
  public var description: String {
    switch self {
    case .noLabels(let file, let what): "\(file): holds no \(what) to learn from"
    case .misplacedNone(let index):
      "id2label names class \(index) \"O\"; the class that is no entity must be class 0"
    case .stride(let stride, let maximumLength, let largest, let questions):
      "task.stride: \(stride) does not fit into task.max_length, \(maximumLength), beside \(questions): windows "
        + "of a context would be no longer than what they have in common; task.stride can be \(largest) at most, "
        + "or raise task.max_length"
    case .missingToken(let token): "the tokenizer has no token \"\(token)\"; add it first"
    }
  }
}
