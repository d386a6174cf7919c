import LukeCheckpoints
import LukeJSON
import LukeSystem
import LukeTasks

/// A run as it is held against others: what its folder tells of it.
struct ComparedRun {
  /// The folder as the user named it.
  let path: String
  let history: RunHistory
  /// What its model knows of itself; nothing where there is no model yet.
  let record: ModelRecord
  /// The keys of its recipe that have plain values, with these.
  let settings: [(key: String, value: String)]
  /// Which examples of a split were wholly right, by their places; nil where nobody knows.
  private let folder: String

  /// - Throws: `TrainingError.usage` for what is no run folder.
  init(_ path: String) throws {
    self.path = path
    folder = RealPath.withoutSlashesAtEnd(path)
    guard ModelArgument.isRunFolder(path) else {
      throw TrainingError.usage(
        "\(path): is no run folder; name folders that luke-train has written")
    }
    history = RunHistory(folder)
    let model = try? ModelPlace(path)
    record = try model.flatMap { try ModelArchive(path: $0.path).record } ?? ModelRecord()
    let file = folder + "/" + RunFileName.recipe
    let recipe = try JSONParser.parse(FileAccess.read(file, named: file, what: "recipe"))
    settings = Self.flattened(recipe)
  }

  /// The scores of a split, those that are of no single label.
  func scores(_ split: EvaluationSplit) -> [ModelRecord.Score] {
    let scores = split == .validation ? record.validation : record.test
    return (scores?.values ?? []).filter { !$0.name.contains("/") }
  }

  /// The name of the score that decides.
  var deciding: String? { (record.validation ?? record.test)?.deciding }

  /// Which examples of a split were wholly right, by file and line and their number there; empty where nothing is
  /// known of them.
  func areRight(_ split: EvaluationSplit) throws -> [String: Bool] {
    let name = split == .validation ? RunFileName.validationAnswers : RunFileName.testAnswers
    let path = folder + "/" + name
    guard FileStatus(path)?.isFile == true else { return [:] }
    let bytes = try FileAccess.read(path, named: path, what: "file")
    var found: [String: Bool] = [:]
    for place in ByteLines.places(in: bytes) {
      guard let line = try? JSONParser.parse(bytes[place]), let isRight = line["correct"]?.bool
      else { continue }
      let key = "\(RealPath.name(of: line["file"]?.string ?? "")):\(line["line"]?.integer ?? 0)"
      var (unique, number) = (key, 1)
      while found[unique] != nil {
        number += 1
        unique = "\(key) \(number)"
      }
      found[unique] = isRight
    }
    return found
  }

  /// What stands below each key, lists as they are.
  private static func flattened(_ value: JSONValue, _ prefix: String = "") -> [(String, String)] {
    (value.members ?? []).flatMap { member -> [(String, String)] in
      let key = prefix.isEmpty ? member.key : prefix + "." + member.key
      if ["$schema", "output", "description", Recipe.chosenKey].contains(key) { return [] }
      if member.value.members != nil { return flattened(member.value, key) }
      return [(key, member.value.string ?? member.value.compactText)]
    }
  }
}
