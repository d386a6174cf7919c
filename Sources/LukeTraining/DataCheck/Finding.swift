import LukeData

/// Something that was found in the data of a recipe before anything was trained.
public struct Finding: Hashable, Sendable {
  /// How bad it is, the worst first.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// Training refuses it.
    case error
    /// Training goes on, and it is likely not what was meant.
    case warning
    /// What was found out, chosen or left out.
    case note
  }

  /// What it is called, for example `same_example`.
  public var kind: String
  /// How bad it is.
  public var severity: Severity
  /// The file, as the recipe names it; nil where it is none of one file.
  public var file: String?
  /// The line, counted from 1; nil for the file as a whole.
  public var line: Int?
  /// The column in Unicode scalars, counted from 1; nil for the line as a whole.
  public var column: Int?
  /// What is so.
  public var what: String
  /// What to do; nil where ``what`` says it.
  public var remedy: String?
  /// Where else the same is found, in the order of the files.
  public var others: [SourceLocation] = []
  /// How many more places have it, of which nobody kept where they are.
  public var repetitions = 0

  /// Creates a finding of a recipe or a file as a whole.
  public init(
    _ kind: String, _ severity: Severity, file: String? = nil, _ what: String,
    remedy: String? = nil
  ) {
    (self.kind, self.severity, self.file) = (kind, severity, file)
    (self.what, self.remedy) = (what, remedy)
  }

  /// Creates a finding of some places; those after the first are its ``others``.
  public init(
    _ kind: String, _ severity: Severity, at places: [SourceLocation], _ what: String,
    remedy: String? = nil
  ) {
    self.init(kind, severity, file: places.first?.file, what, remedy: remedy)
    (line, column) = (places.first?.line, places.first?.column)
    others = Array(places.dropFirst())
  }

  /// A file that is not there.
  static let missingFile = "missing_file"

  /// Findings that say the same of several places as one of all these, in the order of the first.
  static func joined(_ findings: [Finding]) -> [Finding] {
    var (joined, places): ([Finding], [Said: Int]) = ([], [:])
    for finding in findings {
      guard let line = finding.line, let file = finding.file else {
        joined.append(finding)
        continue
      }
      let said = Said(kind: finding.kind, what: finding.what, remedy: finding.remedy)
      if let place = places[said] {
        joined[place].others.append(
          SourceLocation(file: file, line: line, column: finding.column))
        joined[place].others += finding.others
        joined[place].repetitions += finding.repetitions
      } else {
        places[said] = joined.count
        joined.append(finding)
      }
    }
    return joined
  }

  private struct Said: Hashable {
    var kind, what: String
    var remedy: String?
  }

  /// How many places of ``others`` are listed.
  private static let mostOthers = 4

  /// `file:line: what; what to do`, with other places in brackets.
  public var description: String {
    var place = file.map { file in
      line.map { SourceLocation(file: file, line: $0, column: column).description } ?? file
    }
    place = place.map { $0 + ": " }
    return (place ?? "") + what + (remedy.map { "; " + $0 } ?? "") + elsewhere
  }

  private var elsewhere: String {
    let count = others.count + repetitions
    if count == 0 { return "" }
    let shown = others.prefix(Self.mostOthers)
    let isSame = column == nil && others.allSatisfy { $0.file == file && $0.column == nil }
    let names = shown.map { isSame ? String($0.line) : $0.description }
    if shown.isEmpty { return " (and in \(count) more \(count == 1 ? "place" : "places"))" }
    let list =
      count > shown.count
      ? names.joined(separator: ", ") + " and \(count - shown.count) more"
      : names.count == 1
        ? names[0] : names.dropLast().joined(separator: ", ") + " and \(names[names.count - 1])"
    return isSame ? " (also in \(count == 1 ? "line" : "lines") \(list))" : " (also in \(list))"
  }
}
