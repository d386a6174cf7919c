/// An error that a user can cause and mend: what to show, and what kind of fault it is.
///
/// Every error of this package's targets that can reach a user is one; the program shows `lines` and
/// ends with the status that belongs to `kind`, knowing none of the types.
public protocol UserError: Error, Sendable, CustomStringConvertible {
  /// Whose fault it is.
  var kind: UserErrorKind { get }
  /// What to show, a line for each fault; `description` on one line by default, whatever paths and texts are in it.
  var lines: [String] { get }
}

extension UserError {
  /// The description, with ends of lines in it as `\n`: those of a name that somebody gave would begin a line that
  /// seems to be another error.
  public var lines: [String] { [description.shownOnOneLine] }
}

/// Whose fault an error is.
public enum UserErrorKind: Hashable, Sendable {
  /// Wrong use of a command or function, or a wrong recipe.
  case usage
  /// The content of an input is wrong.
  case badData
  /// An input is not there.
  case missingInput
  /// Reading or writing failed.
  case inputOutput
  /// A fault of the program, or lack of memory.
  case internalFault
  /// A signal, by its number, asked for an end.
  case interrupted(signal: Int32)
  /// Nobody reads the results any more: no fault at all.
  case outputClosed
}
