import Foundation
import LukeCorpus
import LukeJSON
import LukeSystem
import LukeTasks

/// The folder of what is made from text, and what each of it was made from, so that it is made once.
///
/// `made.json` names for every artifact all that it follows from, and the checksums of its files; it is
/// used again only as long as these are the same.
final class PreparedFolder {
  let path: String
  private var made: ArtifactLedger

  /// What it is called in a run folder, where a recipe names none.
  static let defaultName = "prepared"

  private static let fileName = "made.json"
  /// What is made as a file, and what as a folder.
  private static let files = [fileName, "entity_vocab.jsonl"]
  private static let folders = [
    "corpus", "tokenizer", "train", "held-out", "validation", "test", "validation-corpus",
    "test-corpus",
  ]

  private let lock: FolderLock
  private var isOwn = false

  private static let isPreparing =
    "another luke-train is preparing here; wait until it has ended, then start again; or name another "
    + "folder in task.prepared"
  private static let isRead =
    "another luke-train reads what is prepared here, and this run needs something else to be made in its "
    + "place; wait until that one has ended, or name another folder in task.prepared"

  /// Opens a folder, making it if need be.
  ///
  /// As long as it is open other processes may read there, but make nothing.
  /// - Throws: `TrainingError.usage` for a folder with files that are not of this making, and
  ///   `.inputOutput` when another process prepares there.
  init(_ path: String) throws {
    self.path = path
    try FileAccess.makeFolder(path)
    // Before anything is put there: a folder of others stays as it is.
    try Self.checkIsOurs(path)
    lock = try FolderLock(sharing: path, taken: Self.isPreparing)
    made = ArtifactLedger()
    // What another process did until it let go of the lock, or was killed, is seen only now.
    try Self.checkIsOurs(path)
    try Self.checkPlaces(in: path)
    if !FileManager.default.fileExists(atPath: list) {
      try takeAlone()
      if !FileManager.default.fileExists(atPath: list) {
        try save()
        return
      }
    }
    made = try ledger()
  }

  private var list: String { path + "/" + Self.fileName }

  /// What was made here, as the folder says.
  private func ledger() throws -> ArtifactLedger { try Self.ledger(of: path) }

  /// What was made in a folder, as it says, whoever works there.
  static func ledger(of folder: String) throws -> ArtifactLedger {
    let list = folder + "/" + fileName
    let content = try FileAccess.read(list, named: list, what: "list")
    let advice = "remove the folder, or name another one in task.prepared"
    let ledger: ArtifactLedger?
    do throws(JSONSyntaxError) { ledger = try ArtifactLedger(content) } catch {
      throw TrainingError.badData(
        "\(list):\(error.line):\(error.column): \(error.message); \(advice)")
    }
    guard let ledger else {
      throw TrainingError.badData("\(list): is damaged, or of another program; \(advice)")
    }
    return ledger
  }

  /// Keeps all others out, before anything is made.
  /// - Throws: `TrainingError.inputOutput` when another process reads or prepares there.
  func own() throws {
    if isOwn { return }
    // What was decided by the list would not hold for one of others.
    if try !takeAlone(), try ledger().text != made.text {
      throw TrainingError.inputOutput("\(path): \(Self.isPreparing)")
    }
  }

  @discardableResult private func takeAlone() throws -> Bool {
    let isUndisturbed = try lock.takeAlone(taken: Self.isPreparing, isRead: Self.isRead)
    isOwn = true
    AtomicFile.removeAbandonedPartials(in: path)
    try AtomicFile.checkRoom(forFile: list)
    return isUndisturbed
  }

  /// Lets others read what was made, too.
  private func share() throws {
    guard isOwn else { return }
    isOwn = false
    try lock.share(taken: Self.isPreparing)
  }

  /// How many folders lie one in the other from this one to a file in it, and one more for what others
  /// would make there.
  static let depth = 3

  /// Whether a folder is one of what is made from text: it has the list of what was made, or one that is
  /// damaged and the lock beside it.
  static func isPrepared(_ folder: String) -> Bool {
    let list = folder + "/" + fileName
    guard FileStatus(list)?.isFile == true else { return false }
    if FileStatus(folder + "/" + FolderLock.fileName)?.isFile == true { return true }
    guard let content = try? FileAccess.read(list, named: list, what: "list") else { return false }
    return (try? ArtifactLedger(content)) != nil
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
    guard let other, !isOurs else { return }
    if (files + folders).contains(other), FileStatus(path + "/" + FolderLock.fileName) != nil {
      throw TrainingError.usage(
        "\(path): holds \(other), but not \(fileName), the list of what luke-train prepared there and of "
          + "what; remove the folder, so that it is made anew, or name another one in task.prepared"
      )
    }
    throw TrainingError.usage(
      "\(path): holds \(other) and was not made by luke-train; name another folder in task.prepared"
    )
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

  /// Does the work of preparation, after which others may read what was made; with an error that says so
  /// where the folder is gone meanwhile.
  func prepare<Result>(_ work: () throws -> Result) throws -> Result {
    try lock.whileInPlace(
      isGone: "the folder was removed or moved while its content was being prepared"
    ) {
      let result = try work()
      try share()
      return result
    }
  }

  /// Where an output is.
  func path(of name: String) -> String { path + "/" + name }

  /// Whether an artifact is there, whole, and was made from this.
  func has(_ name: String, from fingerprint: String) -> Bool {
    guard let entry = made[name] else { return false }
    return entry.isWhole && entry.fingerprint == fingerprint
      && FileManager.default.fileExists(atPath: path(of: name))
  }

  /// Whether it is known what the files of an artifact were; versions before did not note it.
  func hasChecksums(_ name: String) -> Bool { made[name]?.checksums.isEmpty == false }

  /// The files of an artifact, if it was made from this, with what they were then.
  private func files(
    of name: String, from fingerprint: String
  ) -> [(file: String, checksum: UInt32)] {
    guard let entry = made[name], entry.fingerprint == fingerprint else { return [] }
    return entry.checksums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Throws where the files of an artifact are not what they were when it was made.
  func checkIsUnchanged(_ name: String, from fingerprint: String) throws {
    for (file, checksum) in files(of: name, from: fingerprint) {
      guard try FileDigest(file: path(of: file)).checksum == checksum else {
        throw FileError.malformed(
          path: path(of: file), reason: "it is not what it was when it was made")
      }
    }
  }

  /// Keeps files of an artifact that are not what they were when it was made, beside it.
  ///
  /// Someone may have written them by hand. `note` is told of each, and where it is kept.
  func setAsideChanged(
    _ name: String, from fingerprint: String, note: (String, String) throws -> Void
  ) throws {
    for (file, checksum) in files(of: name, from: fingerprint) {
      guard let digest = try? FileDigest(file: path(of: file)), digest.checksum != checksum else {
        continue
      }
      // Beside the folder that a file lies in, for that is made anew as a whole.
      let kept = path(of: file.replacing("/", with: "-") + ".changed")
      try OwnFolder.check(kept, isFolder: false, "where a changed file is to be kept")
      try AtomicFile.write(
        FileAccess.read(path(of: file), named: path(of: file), what: "file"), to: kept)
      try note(path(of: file), kept)
    }
  }

  /// Whether an artifact is being made from this: those who make it go on with it.
  func isBegun(_ name: String, from fingerprint: String) -> Bool {
    made[name] == .init(fingerprint: fingerprint, isWhole: false)
  }

  /// Notes that an artifact is being made.
  func begin(_ name: String, from fingerprint: String) throws {
    made[name] = .init(fingerprint: fingerprint, isWhole: false)
    try save()
  }

  /// Notes that an artifact is whole, and what its files, by their paths in the folder, are now.
  func finish(_ name: String, from fingerprint: String, files: [String]) throws {
    var entry = ArtifactLedger.Entry(fingerprint: fingerprint, isWhole: true)
    for file in files { entry.checksums[file] = try FileDigest(file: path(of: file)).checksum }
    made[name] = entry
    try save()
  }

  /// Notes what the files of an artifact are that was made whole and not noted so; where nothing can be
  /// written it is not noted, for it is used without that as well.
  func noteWhole(_ name: String, from fingerprint: String, files: [String]) throws {
    if !lock.isReadOnly { try finish(name, from: fingerprint, files: files) }
  }

  private func save() throws {
    try own()
    try AtomicFile.write(Data(made.text.utf8), to: list)
  }

  /// A fingerprint of values that describe all that something follows from.
  static func fingerprint(of origin: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(origin), as: UTF8.self)
  }
}
