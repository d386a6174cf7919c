public import LukeSystem

/// Why data could not be read.
public enum DataError: UserError, Hashable {
  /// There is no such file.
  case missing(file: String)
  /// The file is there, but reading it failed.
  case unreadable(file: String, reason: String)
  /// What the file as a whole holds is not what it should hold.
  case unsuitable(file: String, reason: String)
  /// Lines that are wrong: the first of them, and how many there are in all.
  case malformed(faults: [DataFault], count: Int)

  /// How the reason begins where a folder cannot be read as a file.
  static let isFolder = "it is a folder"

  /// Whose fault it is.
  public var kind: UserErrorKind {
    switch self {
    case .missing: .missingInput
    // Nothing failed where a folder stands in the place of a file: the file is not there.
    case .unreadable(_, let reason):
      reason.hasPrefix(Self.isFolder) ? .missingInput : .inputOutput
    case .unsuitable, .malformed: .badData
    }
  }

  /// The message for the user, one fault a line.
  public var description: String {
    switch self {
    case .missing(let file): "\(file.shownOnOneLine): no such file"
    case .unreadable(let file, let reason): "\(file.shownOnOneLine): cannot be read: \(reason)"
    case .unsuitable(let file, let reason): "\(file.shownOnOneLine): \(reason)"
    case .malformed(let faults, let count):
      Self.list(faults, count: count).joined(separator: "\n")
    }
  }

  /// The same, each fault on one line.
  public var lines: [String] {
    if case .malformed(let faults, let count) = self {
      return Self.list(faults, count: count).map(\.lineSafelyShown)
    }
    return [description.lineSafelyShown]
  }

  private static func list(_ faults: [DataFault], count: Int) -> [String] {
    var lines = faults.flatMap { fault in
      [fault.description]
        + (fault.repetitions > 0 ? ["… and \(fault.repetitions) more with the same fault"] : [])
    }
    let told = faults.reduce(0) { $0 + 1 + $1.repetitions }
    if count > told { lines.append("… and \(count - told) more") }
    return lines
  }
}
