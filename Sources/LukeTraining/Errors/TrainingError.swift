import LukeSettings
public import LukeSystem

/// What can go wrong in a command, by whose fault it is.
public enum TrainingError: UserError, Hashable {
  /// Faults of a recipe, all of them.
  case recipe([RecipeFault])
  /// What takes several lines to tell, or several faults, and whose fault it is.
  case several([String], UserErrorKind)
  /// Wrong use of a command; this one and those below are one line.
  case usage(String)
  /// The content of an input is wrong.
  case badData(String)
  /// An input is not there.
  case missing(String)
  /// Reading or writing failed.
  case inputOutput(String)
  /// A fault of the program.
  case internalFault(String)
  /// The system gives no more memory.
  case outOfMemory(String)
  /// Whoever read the results went away; no fault at all.
  case outputClosed

  /// One line for each fault.
  public var lines: [String] {
    switch self {
    case .recipe(let faults): faults.map(\.description.shownOnOneLine)
    case .several(let lines, _): lines.map(\.shownOnOneLine)
    // Ends of lines in names that somebody gave begin no line.
    case .usage(let text), .badData(let text), .missing(let text), .inputOutput(let text):
      [text.shownOnOneLine]
    case .outOfMemory(let text): text.split(separator: "\n").map(String.init)
    case .internalFault(let text):
      ["\(text) (this is a fault of luke-train; please report it)".shownOnOneLine]
    case .outputClosed: []
    }
  }

  /// A line of a file of text that is not valid UTF-8.
  static func notUTF8(_ line: some Collection<UInt8>, at place: String) -> TrainingError {
    let fault = InvalidByte(in: line).map(String.init(describing:)) ?? "is not valid UTF-8"
    return .badData("\(place): \(fault); \(InvalidByte.remedy)")
  }

  /// The lines as one text.
  public var description: String { lines.joined(separator: "\n") }

  /// Whose fault it is.
  public var kind: UserErrorKind {
    switch self {
    case .recipe, .usage: .usage
    case .several(_, let kind): kind
    case .badData: .badData
    case .missing: .missingInput
    case .inputOutput: .inputOutput
    case .internalFault, .outOfMemory: .internalFault
    case .outputClosed: .outputClosed
    }
  }
}
