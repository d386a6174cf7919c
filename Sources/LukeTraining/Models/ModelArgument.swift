import Foundation
import Logging
import LukeCheckpoints
import LukeJSON
import LukeSystem
import LukeText

/// What a command is given as a model.
enum ModelArgument {
  /// Opens what is at `path`; throws `TrainingError.badData`, and what `ModelSource.open` throws.
  static func open(_ path: String) throws -> ModelSource {
    try checkIsThere(path)
    try check(path)
    let source = try ModelSource.open(path)
    Logger.files.debug("opened what a model begins from", metadata: ["path": "\(path)"])
    return source
  }

  /// Opens a LUKE model; throws for everything else.
  static func openModel(_ path: String) throws -> ModelArchive {
    try checkIsThere(path)
    try check(path)
    let archive = try ModelArchive(path: path)
    Logger.files.debug(
      "opened a model", metadata: ["path": "\(path)", "holds": "\(archive.summary)"])
    return archive
  }

  /// The tokenizer of a model, of the model of a run, or of a folder that holds no more than one.
  static func tokenizer(_ path: String) throws -> Tokenizer {
    guard let status = FileStatus(path) else {
      if let reason = SystemReason.ofLooking(at: path) {
        throw TrainingError.inputOutput("cannot read \(path): \(reason)")
      }
      throw TrainingError.missing("\(path): no such model\(advice(path))")
    }
    try check(path)
    if status.isFolder { return try Tokenizer(folder: URL(filePath: path)) }
    return try ModelArchive(path: path).tokenizer
  }

  /// Throws where there is nothing at a path.
  private static func checkIsThere(_ path: String) throws {
    if FileStatus(path) != nil || SystemReason.ofLooking(at: path) != nil { return }
    throw TrainingError.missing("\(path): no such file or folder\(advice(path))")
  }

  /// How a folder of the Hugging Face hub gets to a path, where it might be one: nothing is downloaded here.
  static func advice(_ path: String) -> String {
    let parts = path.split(separator: "/").suffix(2).map(String.init)
    guard let last = parts.last, ![".h5", ".json"].contains(where: last.hasSuffix) else {
      return ""
    }
    // A folder that is there holds models of one's own, not those of an owner on the hub.
    let isOfHub =
      parts.count == 2 && FileStatus(RealPath.folder(of: path)) == nil
      && !parts.contains { $0.hasPrefix(".") }
    let name = isOfHub ? parts.joined(separator: "/") : "OWNER/NAME"
    return
      "; models are not downloaded here: hf download \(name) --local-dir \(path), or git clone "
      + "https://huggingface.co/\(name) \(path)"
  }

  /// Throws for what belongs to a model and is none, and says where the model is.
  private static func check(_ path: String) throws {
    if let fault = mistake(path) { throw TrainingError.badData("\(path): \(fault)") }
    if FileKind(path) == .folder { try checkFiles(of: RealPath.withoutSlashesAtEnd(path)) }
  }

  /// Throws where that by which a folder is known as a model or a run is no file, such as a pipe.
  static func checkFiles(of folder: String) throws {
    for name in [HuggingFaceFolder.configurationName, RunFileName.recipe] {
      let kind = FileKind(folder + "/" + name)
      guard [.pipe, .socket, .device].contains(kind) else { continue }
      throw TrainingError.badData("\(folder)/\(name): is \(kind.name), not a file")
    }
  }

  /// What a path leads to that was taken for a model by mistake; nil where there is none.
  private static func mistake(_ path: String) -> String? {
    guard let status = FileStatus(path) else { return nil }
    if status.isFolder { return runFolder(path) }
    if !status.isFile { return "is \(FileKind(path).name), not a model" }
    guard path.hasSuffix(".json"), isRecipe(path) else { return nil }
    let place =
      (try? Recipe.load(path))?.output ?? "Checkpoints/" + Recipe.name(ofFile: path)
    let model = place + "/" + RunFileName.finalModel
    return FileStatus(model)?.isFile == true
      ? "is a recipe, not a model; the model of its run is \(model)"
      : "is a recipe, not a model; luke-train \(ShellText.quoted(path)) trains one"
  }

  /// Whether a JSON file has the sections of recipes, and nothing that configurations have.
  static func isRecipe(_ path: String) -> Bool {
    guard let bytes = try? FileAccess.read(path, named: path, what: "file"),
      let value = try? JSONParser.parse(bytes)
    else { return false }
    return value["task"]?.members != nil && value["data"]?.members != nil
      && value["model_type"] == nil
  }

  /// Whether a path leads to the folder of a run, and to no model: it has a recipe, or at least models of a run, which
  /// carry it.
  static func isRunFolder(_ path: String) -> Bool {
    let folder = RealPath.withoutSlashesAtEnd(path)
    guard FileStatus(folder)?.isFolder == true,
      FileStatus(folder + "/" + HuggingFaceFolder.configurationName) == nil
    else { return false }
    return hasRecipe(folder)
      || (try? RunFiles.list(folder)).map(RunFiles.haveModelOfRun) ?? false
  }

  /// Whether the recipe in the folder of a run is there, and whole.
  static func hasRecipe(_ folder: String) -> Bool { isRecipe(folder + "/" + RunFileName.recipe) }

  private static func runFolder(_ path: String) -> String? {
    let folder = RealPath.withoutSlashesAtEnd(path)
    guard isRunFolder(path), let names = try? RunFiles.list(folder) else { return nil }
    let model = RunFileName.finalModel
    if names.contains(model) { return "is a run folder; its model is \(folder)/\(model)" }
    let newest = RunFiles.checkpoints(among: names).first
    let rest = newest.map { "; its newest checkpoint is \(folder)/\($0.name)" } ?? ""
    return "is a run folder without a final model yet\(rest)"
  }
}
