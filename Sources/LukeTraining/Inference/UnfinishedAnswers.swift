import LukeJSON
import LukeSystem
import LukeTasks

/// The answers to the first portions of a file, kept beside the file that they are for until that is whole.
///
/// The first line says what they are answers of, and each that follows has those to one portion; one that was
/// broken off in the middle counts for nothing.
struct UnfinishedAnswers {
  /// The file that they are in.
  let path: String
  /// What was there, portion by portion.
  let portions: [[String]]
  /// How many portions there are by now, and answers in them.
  private var portionCount: Int
  private(set) var answerCount: Int
  /// Of what the answers are, as the first line has it.
  private let heading: JSONValue
  /// What is said of answers of another request that were there, which the first portion takes the place of.
  let warning: String?

  private static let ending = ".unfinished"
  /// The most bytes of a name.
  private static let longestName = 255
  private enum Key {
    static let heading = "unfinished answers of luke-train"
    static let (portion, lines, checksum) = ("portion", "lines", "crc32")
  }

  /// The file beside one that answers are for.
  static func path(of output: String) -> String { output + ending }

  /// The same; nil where the name of a file leaves no room for another one beside it.
  static func possiblePath(of output: String) -> String? {
    let path = path(of: output)
    return RealPath.name(of: path).utf8.count > longestName ? nil : path
  }

  /// What is said of such a name.
  static func noteOnLongName(_ output: String) -> String {
    "\(output): its name is too long for another file beside it, where answers are kept until all are there; "
      + "what is broken off is lost"
  }

  /// Throws where nothing can be kept beside a file: what is there is read, or is no file.
  /// - Parameter inputs: what is read, files and folders; `-` is standard input.
  static func checkPlace(for output: String, reading inputs: [String]) throws {
    guard let path = possiblePath(of: output) else { return }
    if RealPath.isDanglingLink(path) {
      throw TrainingError.usage(
        "\(path): answers are kept there until all are given, and it is a link that leads nowhere; remove it"
      )
    }
    if FileStatus(path) == nil { return }
    try OutputPlace(path, reading: inputs, isReplacing: true).checkFile()
  }

  /// Throws where something is beside a file that answers are kept for.
  static func checkNothingIsThere(for output: String) throws {
    guard let path = possiblePath(of: output) else { return }
    if FileStatus(path) != nil || RealPath.isDanglingLink(path) {
      throw TrainingError.usage(
        "\(path): has answers of a command that was broken off; move it away, or remove it")
    }
  }

  /// Takes up what is there; nil where the name of a file leaves no room for another one beside it.
  ///
  /// Nothing is written before the first portion.
  /// - Parameters:
  ///   - output: the file that the answers are for.
  ///   - request: what is answered, by what.
  ///   - isReplacing: whether answers of another request are thrown away.
  /// - Throws: `TrainingError.usage` for a file there that is something else, and for answers of another request that
  ///   are not to be thrown away.
  init?(for output: String, of request: JSONValue, isReplacing: Bool) throws {
    guard let path = Self.possiblePath(of: output) else { return nil }
    self.path = path
    heading = JSONValue.object([Key.heading: request])
    let lines = try FileStatus(path) == nil ? [] : Self.lines(path)
    let differences = lines.first.map { Self.differences($0?[Key.heading] ?? .null, request) } ?? []
    portions = differences.isEmpty ? Self.portions(lines.dropFirst()) : []
    (portionCount, answerCount) = (portions.count, portions.reduce(0) { $0 + $1.count })
    if differences.isEmpty {
      warning = nil
    } else {
      let text =
        "\(path): has answers of another command that was broken off: "
        + differences.joined(separator: ", ") + (differences.count == 1 ? " differs" : " differ")
      if !isReplacing {
        throw TrainingError.usage(text + "; move it away, or add --replace to begin anew")
      }
      warning = text + "; it is begun anew"
    }
  }

  /// What is not the same in two requests, by names that users know.
  private static func differences(_ kept: JSONValue, _ request: JSONValue) -> [String] {
    if kept == request { return [] }
    let found = ["version", "input", "model", "task", "data"].flatMap { key -> [String] in
      let (old, new) = (kept[key], request[key])
      if old == new { return [] }
      let title = key == "version" ? "version of luke-train" : key
      guard let oldMembers = old?.members, let newMembers = new?.members else { return [title] }
      let names = Set((oldMembers + newMembers).map(\.key)).sorted()
      let changed = names.filter { old?[$0] != new?[$0] }
      // So many are those of another task.
      return changed.isEmpty || changed.count > 3 ? [title] : changed.map { "\(key).\($0)" }
    }
    return found.isEmpty ? ["what is answered"] : found
  }

  /// The lines of a file of such answers; nil is one that was broken off.
  private static func lines(_ path: String) throws -> [JSONValue?] {
    let bytes = try FileAccess.read(path, named: path, what: "file")
    let lines = bytes.split(separator: .newline).map { try? JSONParser.parse($0) }
    guard let first = lines.first, let first, first.members?.first?.key == Key.heading else {
      throw TrainingError.usage(
        "\(path): answers are kept there until all are given, and it is something else; move it away"
      )
    }
    return lines
  }

  private static func portions(_ lines: ArraySlice<JSONValue?>) -> [[String]] {
    var portions: [[String]] = []
    for line in lines where line?[Key.portion]?.integer == portions.count {
      guard let texts = line?[Key.lines]?.elements?.compactMap(\.string),
        line?[Key.checksum]?.string == checksum(texts)
      else { continue }
      portions.append(texts)
    }
    return portions
  }

  /// By which answers are known that are not what was written.
  private static func checksum(_ lines: [String]) -> String {
    var checksum = Checksum()
    for line in lines { Array((line + "\n").utf8).withUnsafeBytes { checksum.update($0) } }
    return Checksum.digits(checksum.value)
  }

  /// Keeps the answers to the next portion.
  mutating func add(_ lines: [String]) throws {
    let line = JSONValue.object([
      Key.portion: .integer(portionCount), Key.lines: .array(lines.map(JSONValue.string)),
      Key.checksum: .string(Self.checksum(lines)),
    ])
    if portionCount == 0 {
      try AtomicFile.write((heading.compactText + "\n" + line.compactText + "\n").utf8, to: path)
    } else {
      try Appending.add(line: line.compactText, to: path)
    }
    portionCount += 1
    answerCount += lines.count
  }

  /// What is kept; nil where nothing is.
  var summary: String? {
    answerCount == 0
      ? nil
      : "\(counted(answerCount, "answer is", plural: "answers are")) kept in \(path); the same command goes on from "
        + "there"
  }

  /// The file with all of them; nil where nothing was kept.
  var file: KeptAnswers? { summary.flatMap { KeptAnswers(path, summary: $0) } }
}
