import Foundation
import LukeJSON
import LukeSettings
import LukeSystem

extension Recipe {
  /// Reads the recipe file at `path` and applies the overrides.
  ///
  /// Paths in the file start from the folder that it really is in, links followed; paths in overrides
  /// start from the current folder. Patterns such as `data/*.jsonl` become the files that they stand for;
  /// one that stands for none stays as it is.
  /// - Throws: `TrainingError.missing` or `.inputOutput` when the file cannot be read, and
  ///   `.recipe` with every fault found.
  public static func load(
    _ path: String, overrides: [RecipeOverride] = [],
    currentFolder: String = FileManager.default.currentDirectoryPath
  ) throws -> Recipe {
    let (recipe, faults) = try read(path, overrides: overrides, currentFolder: currentFolder)
    if !faults.isEmpty { throw TrainingError.recipe(faults) }
    return recipe
  }

  /// The same with what could be read of a recipe with faults, and these.
  static func read(
    _ path: String, overrides: [RecipeOverride] = [],
    currentFolder: String = FileManager.default.currentDirectoryPath
  ) throws -> (recipe: Recipe, faults: [RecipeFault]) {
    let absolute = SettingsReader.join(currentFolder, path)
    let bytes = try FileAccess.read(absolute, named: path, what: "recipe", as: .stream)
    let folder = RealPath.folder(of: RealPath.ofLink(absolute) ?? absolute)
    var faults: [RecipeFault] = []
    var recipe = try Recipe(
      reading: { () throws(JSONSyntaxError) in try JSONReader.read(bytes) }, fileName: path,
      fileFolder: folder, currentFolder: currentFolder, overrides: overrides, faults: &faults)
    recipe.expandPatterns()
    return (recipe, faults)
  }

  /// Reads a recipe from the bytes of a file, passing over the sections in `ignored`.
  package init(
    bytes: [UInt8], fileName: String, fileFolder: String, currentFolder: String,
    overrides: [RecipeOverride] = [], ignoring ignored: [String] = []
  ) throws {
    try self.init(
      reading: { () throws(JSONSyntaxError) in try JSONReader.read(bytes) }, fileName: fileName,
      fileFolder: fileFolder, currentFolder: currentFolder, overrides: overrides,
      ignoring: ignored)
  }

  /// Reads a recipe from the JSON that `read` gives, passing over the sections in `ignored`.
  init(
    reading read: () throws(JSONSyntaxError) -> JSONNode, fileName: String, fileFolder: String,
    currentFolder: String, overrides: [RecipeOverride] = [], ignoring ignored: [String] = []
  ) throws {
    var faults: [RecipeFault] = []
    try self.init(
      reading: read, fileName: fileName, fileFolder: fileFolder, currentFolder: currentFolder,
      overrides: overrides, ignoring: ignored, faults: &faults)
    if !faults.isEmpty { throw TrainingError.recipe(faults) }
  }

  /// The same, which throws for JSON that is none alone and gives all other faults.
  private init(
    reading read: () throws(JSONSyntaxError) -> JSONNode, fileName: String, fileFolder: String,
    currentFolder: String, overrides: [RecipeOverride], ignoring ignored: [String] = [],
    faults: inout [RecipeFault]
  ) throws {
    var reader = SettingsReader(
      fileName: fileName, fileFolder: fileFolder, currentFolder: currentFolder,
      knownKeyPaths: Self.keyDescriptions.map(\.keyPath))
    do {
      var root = try read()
      for override in overrides { override.apply(to: &root, reader: &reader) }
      for (one, other) in Self.alternatives {
        Self.drop(one, for: other, in: &root, overrides: overrides)
        Self.drop(other, for: one, in: &root, overrides: overrides)
      }
      Self.drop("seeds", for: "seed", in: &root, overrides: overrides)
      self.init(
        node: root, at: "", ignoring: ["$schema", Self.chosenKey] + ignored, reader: &reader)
      chosen = Self.chosen(in: root.value).filter { setting in
        !overrides.contains { $0.keyPath == setting.keyPath }
      }
    } catch {
      let source = "\(fileName):\(error.line):\(error.column)"
      let fault = RecipeFault(source: source, keyPath: "", message: error.message)
      throw TrainingError.recipe([fault])
    }
    faults = reader.faults
  }

  /// Keys of `training` of which a recipe has one or the other.
  private static let alternatives = [("epochs", "steps"), ("warmup_ratio", "warmup_steps")]

  /// Removes a key of the file in whose place the command line has set the other.
  private static func drop(
    _ key: String, for other: String, in root: inout JSONNode, overrides: [RecipeOverride]
  ) {
    let isSet = { (key: String) in overrides.contains { $0.keyPath == "training." + key } }
    guard isSet(other), !isSet(key), var members = root.members,
      let index = members.firstIndex(where: { $0.key == "training" }),
      let training = members[index].value.members
    else { return }
    members[index].value = JSONNode(
      members: training.filter { $0.key != key }, origin: members[index].value.origin)
    root = JSONNode(members: members, origin: root.origin)
  }

  /// The name of a recipe file without folder and `.json`.
  public static func name(ofFile path: String) -> String {
    let name = RealPath.name(of: path)
    return name.hasSuffix(".json") ? String(name.dropLast(5)) : name
  }
}
