import LukeData
import LukeSystem
import LukeTasks

extension Finding {
  /// What a mistake of the user says, one finding for each fault of it.
  /// - Throws: the error, where it is none: an interruption, or a fault of the program.
  static func mistakes(of error: any Error, _ kind: String, in files: [String]) throws -> [Finding]
  {
    switch ErrorReport(error).status {
    case .signal, .internalFault, .good: throw error
    case .usage, .badData, .missingInput, .inputOutput: faults(of: error, kind, in: files)
    }
  }

  /// What an error says, one finding for each fault of it.
  package static func faults(of error: any Error, _ kind: String, in files: [String]) -> [Finding] {
    if case .malformed(let faults, let count)? = error as? DataError {
      return list(faults, count: count, kind)
    }
    return ErrorReport(error).lines.map {
      var finding = Finding(kind, .error, reading: $0, in: files)
      finding.partRemedy()
      return finding
    }
  }

  /// Takes what a message says to do for the remedy: what comes after its first semicolon.
  private mutating func partRemedy() {
    guard remedy == nil, let place = what.firstRange(of: "; ") else { return }
    (what, remedy) = (String(what[..<place.lowerBound]), String(what[place.upperBound...]))
  }

  /// What to do; of mistakes that do not say it, what to do with any.
  var toDo: String? {
    if remedy != nil || severity != .error { return remedy }
    if kind == Self.missingFile { return "put it there, or name another file" }
    return line == nil
      ? "mend the file, or name another one"
      : "mend this place; data.bad_records \"skip\" leaves out records that cannot be read"
  }

  private static func list(_ faults: [DataFault], count: Int, _ kind: String) -> [Finding] {
    var findings = faults.map { fault in
      var finding = Finding(kind, .error, at: [fault.location], fault.message)
      finding.repetitions = fault.repetitions
      finding.partRemedy()
      return finding
    }
    let told = faults.reduce(0) { $0 + 1 + $1.repetitions }
    if count > told, let file = faults.first?.location.file {
      findings.append(
        Finding(kind, .error, file: file, "\(counted(count - told, "more fault")), not listed"))
    }
    return findings
  }

  /// What a reader or a task says in some sentences; a line that is moved in belongs to those above it.
  static func notes(
    _ lines: [String], _ kind: String, _ severity: Severity, in files: [String]
  ) -> [Finding] {
    lines.map { line in
      Finding(kind, severity, reading: String(line.drop { $0 == " " }), in: files)
    }
  }

  /// Reads `file:line:column: what`, of a file that is one of these or is read with them.
  package init(_ kind: String, _ severity: Severity, reading text: String, in files: [String]) {
    self.init(kind, severity, text)
    guard let (path, rest) = Self.path(at: text, in: files) else { return }
    file = path
    var parts = rest.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    for number in [\Finding.line, \Finding.column] {
      guard parts.count > 1, let value = Int(parts[0]) else { break }
      self[keyPath: number] = value
      parts.removeFirst()
    }
    what = String(parts.joined(separator: ":").drop { $0 == " " })
  }

  /// The file that a text begins with, and what comes after its colon.
  private static func path(at text: String, in files: [String]) -> (String, Substring)? {
    // Errors show names of files on one line, notes as they are.
    let starts = files.flatMap { file in
      [file, file.shownOnOneLine].map { (file: file, start: $0 + ":") }
    }
    let known = starts.filter { text.hasPrefix($0.start) }
      .max { $0.start.count < $1.start.count }
    if let known { return (known.file, text.dropFirst(known.start.count)) }
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let path = String(text[..<colon])
    guard path.contains("/") || path.contains("."), !path.contains(" "),
      FileStatus(path)?.isFile == true
    else { return nil }
    return (path, text[text.index(after: colon)...])
  }
}
