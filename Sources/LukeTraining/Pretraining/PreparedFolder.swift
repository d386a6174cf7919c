import Foundation
import LukeData
import LukeJSON
import LukeSystem
import LukeTasks

/// The folder of what is made from text, and what each of it was made from, so that it is made once.
///
/// `made.json` names for every output all that it follows from; an output is used again only as long
/// as that is the same.
final class PreparedFolder {
  let path: String
  private var made: [String: String]

  private static let fileName = "made.json"
  /// What is made as a file, and what as a folder.
  private static let files = [fileName, "entity_vocab.jsonl"]
  private static let folders = [
    "corpus", "tokenizer", "train", "held-out", "validation", "test", "validation-corpus",
    "test-corpus",
  ]

  private let lock: FolderLock

  /// Opens a folder, making it if need be, and keeps other processes out as long as it is open.
  /// - Throws: `TrainingError.usage` for a folder with files that are not of this making, and
  ///   `.inputOutput` when another process prepares there.
  init(_ path: String) throws {
    self.path = path
    try FileAccess.makeFolder(path)
    // Before anything is put there: a folder of others stays as it is.
    try Self.checkIsOurs(path)
    lock = try FolderLock(path, taken: "another luke-train is preparing here")
    // What another process did until it let go of the lock, or was killed, is seen only now.
    AtomicFile.removeAbandonedPartials(in: path)
    try Self.checkIsOurs(path)
    let file = path + "/" + Self.fileName
    try Self.checkPlaces(in: path)
    try AtomicFile.checkRoom(forFile: file)
    guard FileManager.default.fileExists(atPath: file) else {
      made = [:]
      try save()
      return
    }
    let data = Data(try FileAccess.read(file, named: file, what: "list"))
    let advice = "remove the folder, or name another one in task.prepared"
    do throws(JSONSyntaxError) { _ = try JSONParser.parse(data) } catch {
      throw TrainingError.badData(
        "\(file):\(error.line):\(error.column): \(error.message); \(advice)")
    }
    guard let made = try? JSONDecoder().decode([String: String].self, from: data) else {
      throw TrainingError.badData("\(file): is damaged, or of another program; \(advice)")
    }
    self.made = made
  }

  /// Whether a folder is one of what is made from text.
  static func isPrepared(_ folder: String) -> Bool {
    FileStatus(folder + "/" + fileName)?.isFile == true
  }

  /// Throws if there are files of others.
  ///
  /// What is left of the first moment of a process that was killed is none: the lock, and the list of
  /// what was made that did not get its name.
  private static func checkIsOurs(_ path: String) throws {
    let list = path + "/" + fileName
    try OwnFolder.check(list, isFolder: false, "where a file is to be written")
    let other = try RunFiles.list(path).first {
      $0 != FolderLock.fileName && !AtomicFile.isPartial($0, of: fileName)
    }
    // Looked at after the others: whatever else is of our making came later than the list.
    let isOurs = FileManager.default.fileExists(atPath: list)
    if let other, !isOurs {
      throw TrainingError.usage(
        "\(path): holds \(other) and was not made by luke-train; name another folder in task.prepared"
      )
    }
  }

  /// Throws where something else, or a link, has the place of what is to be made, or lies in a folder
  /// that is continued.
  private static func checkPlaces(in path: String) throws {
    for name in files {
      try OwnFolder.check(path + "/" + name, isFolder: false, "where a file is to be written")
    }
    for name in folders {
      let folder = path + "/" + name
      try OwnFolder.check(folder, isFolder: true, "where a folder is to be made")
      if FileAccess.isFolder(folder) { try OwnFolder.checkFiles(in: folder) }
    }
  }

  /// Does the work of preparation, with an error that says so where the folder is gone meanwhile.
  func whileInPlace<Result>(_ work: () throws -> Result) throws -> Result {
    try lock.whileInPlace(
      path, isGone: "the folder was removed or moved while its content was being prepared", work)
  }

  /// Where an output is.
  func path(of name: String) -> String { path + "/" + name }

  /// Whether an output is there and was made from this.
  func has(_ name: String, from origin: String) -> Bool {
    made[name] == origin && FileManager.default.fileExists(atPath: path(of: name))
  }

  /// Notes that an output is being made from this, whole or not yet.
  ///
  /// Whatever can be continued is continued by those who make it, as long as the origin is the same.
  func isBegun(_ name: String, from origin: String) -> Bool { made[begun(name)] == origin }

  /// Notes that an output is being made.
  func begin(_ name: String, from origin: String) throws {
    made[name] = nil
    made[begun(name)] = origin
    try save()
  }

  /// Notes that an output is whole.
  func finish(_ name: String, from origin: String) throws {
    made[name] = origin
    made[begun(name)] = nil
    try save()
  }

  private func begun(_ name: String) -> String { name + " (begun)" }

  private func save() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(encoder.encode(made) + Data("\n".utf8), to: path + "/" + Self.fileName)
  }
}
