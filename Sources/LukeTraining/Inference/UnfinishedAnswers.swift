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
  /// What is said of what was there; nil where nothing was.
  let note: String?

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

  /// Takes up what is there, or begins; nil where the name of a file leaves no room for another one beside it.
  /// - Parameters:
  ///   - output: the file that the answers are for.
  ///   - request: what is answered, by what: answers of another one count for nothing.
  /// - Throws: `TrainingError.usage` for a file there that is something else.
  init?(for output: String, of request: JSONValue) throws {
    guard let path = Self.possiblePath(of: output) else { return nil }
    self.path = path
    let heading = JSONValue.object([Key.heading: request])
    let kept = try FileStatus(path) == nil ? nil : Self.kept(path, heading)
    portions = kept ?? []
    (portionCount, answerCount) = (portions.count, portions.reduce(0) { $0 + $1.count })
    let isOfAnother = kept == nil && FileStatus(path) != nil
    note =
      isOfAnother
      ? "\(path): has answers of another model, input or setting, and is begun anew" : nil
    if kept == nil { try AtomicFile.write((heading.compactText + "\n").utf8, to: path) }
  }

  /// The portions that a file has; nil where they are of another request.
  private static func kept(_ path: String, _ heading: JSONValue) throws -> [[String]]? {
    let bytes = try FileAccess.read(path, named: path, what: "file")
    let lines = bytes.split(separator: .newline).map { try? JSONParser.parse($0) }
    guard let first = lines.first, let first, first.members?.first?.key == Key.heading else {
      throw TrainingError.usage(
        "\(path): answers are kept there until all are given, and it is something else; move it away"
      )
    }
    return first == heading ? portions(lines.dropFirst()) : nil
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
    try Appending.add(line: line.compactText, to: path)
    portionCount += 1
    answerCount += lines.count
  }

  /// Removes what was kept for a file that is whole.
  static func remove(for output: String) throws {
    let path = path(of: output)
    if FileStatus(path) != nil { try AtomicFile.remove(path) }
  }
}
