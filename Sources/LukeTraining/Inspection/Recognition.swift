import Foundation
import LukeCheckpoints
import LukeCorpus
import LukeData
import LukeJSON
import LukeSystem
import LukeText

/// Finds out what lies at a path.
enum Recognition {
  /// What can be looked at, in words.
  static let known =
    "inspect shows models (.h5 files of luke-train, Hugging Face folders, config.json), folders and files of runs, "
    + "corpora, data sets for pretraining and folders of what was prepared, tokenizers, entity vocabularies, "
    + "mention dictionaries, and labelled data of every task"

  static func thing(at path: String) throws -> any InspectedThing {
    let place = ArchivePath.onDisk(path)
    guard let status = FileStatus(place) else {
      // It says what is missing, or why nothing can be seen.
      return try InspectedModel(path)
    }
    return try status.isFolder ? folder(path) : file(path, isFile: status.isFile)
  }

  // MARK: Folders

  private static func folder(_ path: String) throws -> any InspectedThing {
    let folder = RealPath.withoutSlashesAtEnd(path)
    func has(_ name: String) -> Bool { FileStatus(folder + "/" + name)?.isFile == true }
    try ModelArgument.checkFiles(of: folder)
    if ModelArgument.isRunFolder(path) { return try InspectedRun(path) }
    if has(HuggingFaceFolder.configurationName) { return try InspectedModel(path) }
    // One that has neither a recipe nor a model has perhaps a log.
    if RunFiles.isRunFolder(folder) { return try InspectedRun(path) }
    if CorpusFolder.isCorpus(folder) { return try Inspected.corpus(path) }
    if has(DatasetManifest.fileName) { return try Inspected.sequences(path) }
    if PreparedFolder.isPrepared(folder) { return try Inspected.prepared(path) }
    if EvaluationReport.holds(folder) { return try Inspected.evaluation(path) }
    // A folder that may not be entered holds nothing that is known; the system's reason is told.
    if (try? RunFiles.list(folder)) == nil { return try InspectedModel(path) }
    if Tokenizer.fileNames.contains(where: has) { return try Inspected.tokenizer(path, in: folder) }
    if let data = try Inspected.labelled(path) { return data }
    throw unknown(path)
  }

  // MARK: Files

  private static func file(_ path: String, isFile: Bool) throws -> any InspectedThing {
    let place = ArchivePath.onDisk(path)
    guard isFile else {
      throw TrainingError.badData("\(path): is \(FileKind(place).name), no regular file; \(known)")
    }
    let name = RealPath.name(of: path)
    if path.hasSuffix(".h5") || isHDF5(path) { return try InspectedModel(path) }
    if [".safetensors", ".bin"].contains(where: name.hasSuffix) {
      throw TrainingError.badData(
        "\(path): holds weights alone; name the folder that they and config.json are in")
    }
    try FileAccess.checkIsFile(place, named: path, what: "file")
    if let found = Inspected.fileOfRun(path) { return found }
    if name.hasSuffix(".json"), name != Inspected.tokenizerFile {
      // It says what a recipe is, and where its model.
      if ModelArgument.isRecipe(path) { return try InspectedModel(path) }
      if let configuration = try Inspected.configuration(path) { return configuration }
      // What is wrong with it is told.
      if name == HuggingFaceFolder.configurationName { return try InspectedModel(path) }
    }
    if Tokenizer.fileNames.contains(name) {
      return try Inspected.tokenizer(path, in: RealPath.folder(of: path))
    }
    if let mentions = try Inspected.mentions(path) { return mentions }
    if let entities = Inspected.entities(path) { return entities }
    if let data = try Inspected.labelled(path) { return data }
    throw unknown(path)
  }

  private static func isHDF5(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    return (try? file.read(upToCount: 8)) == Data([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A])
  }

  private static func unknown(_ path: String) -> TrainingError {
    .badData("\(path): is nothing that is known here; \(known)")
  }
}
