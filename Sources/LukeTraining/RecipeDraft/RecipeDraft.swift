import Foundation
import LukeData
import LukeJSON
import LukeSettings
import LukeSystem

/// A recipe that is made of what one has: data, a model, and perhaps the task.
///
/// The data are read, so that a task that is not named is the one that can read them, and a recipe that is written
/// is one that runs. What it leaves out is chosen by the run, which says so.
public struct RecipeDraft {
  /// What is to be trained with.
  public struct Inputs: Hashable, Sendable {
    /// The training files, or patterns of their names; at least one.
    public var train: [String]
    /// The files that decide which model is best; none holds back a part of the training files.
    public var validation: [String]
    /// The files that the final model is scored on.
    public var test: [String]
    /// The model to start from: a Hugging Face folder, an `.h5` file, the folder of a run, or a `config.json`.
    public var model: String
    /// The folder of the tokenizer; nil for the one that the model has.
    public var tokenizer: String?
    /// The kind of the task; nil for the one that reads the data.
    public var task: String?
    /// Keys that the recipe is to have besides, and by which the data are read.
    public var settings: [RecipeOverride]

    /// Creates inputs.
    public init(
      train: [String], validation: [String] = [], test: [String] = [], model: String,
      tokenizer: String? = nil, task: String? = nil, settings: [RecipeOverride] = []
    ) {
      (self.train, self.validation, self.test) = (train, validation, test)
      (self.model, self.tokenizer, self.task) = (model, tokenizer, task)
      self.settings = settings
    }
  }

  /// The recipe as JSON.
  public let text: String
  /// Why the values are what they are, a line for each.
  public let reasons: [String]

  /// The share of the training files that is held back where there is nothing else to score.
  static let validationShare = 0.1

  /// Drafts the recipe that is to lie at `path`.
  /// - Throws: a `UserError` where a file is not there, no task reads it, or the recipe would not run.
  public init(_ inputs: Inputs, at path: String) throws {
    let settings = try DraftedSettings(inputs.settings)
    let model = try DraftedModel(inputs)
    let all = try [inputs.train, inputs.validation, inputs.test].flatMap {
      try InputPatterns.expanded($0, takesCorpora: false, RunObservers())
    }
    let place = RecipePlace(path)
    func read(_ recipe: JSONValue, _ overrides: [RecipeOverride] = []) throws -> Recipe {
      try Recipe(
        bytes: Array((recipe.prettyText + "\n").utf8), fileName: path, fileFolder: place.folder,
        currentFolder: FileManager.default.currentDirectoryPath, overrides: overrides)
    }
    var start = JSONValue.object(["from": .string(place.relative(model.path))])
    if let tokenizer = inputs.tokenizer {
      start["tokenizer"] = .string(place.relative(tokenizer))
    }
    func files(_ paths: [String]) -> JSONValue {
      let values = paths.map { JSONValue.string(place.relative($0)) }
      return values.count == 1 ? values[0] : .array(values)
    }
    func draft(_ kind: String, _ data: [JSONValue.Member]) -> JSONValue {
      .object(["task": .object(["kind": .string(kind)]), "data": .object(data), "model": start])
    }
    var data = [JSONValue.Member(key: "train", value: files(inputs.train))]
    let found = try DraftedTask(inputs.task, reading: all[0]) { kind in
      settings.areOfData ? try read(draft(kind, data), settings.list).taskOfModel : nil
    }
    for file in all.dropFirst() { try found.read(file) }
    try model.checkTokenizer()
    var reasons = [found.reason] + settings.reasons
    if !inputs.validation.isEmpty {
      data.append(.init(key: "validation", value: files(inputs.validation)))
    } else if !settings.has(Self.shareKey) {
      let share = Self.validationShare
      data.append(.init(key: "validation_share", value: .double(share)))
      reasons.append(
        "\(Self.shareKey): \(share), for there is no validation file: so much of the training data is "
          + "held back to tell how good the model is, and which is best; without the key all is trained on"
      )
    }
    if !inputs.test.isEmpty { data.append(.init(key: "test", value: files(inputs.test))) }
    var recipe = draft(found.kind, data)
    recipe = settings.added(to: recipe, as: try read(recipe, settings.list), place)
    if !settings.has(Self.lengthKey), let length = found.maximumLength,
      length > model.positionCount
    {
      var shorter = recipe
      shorter["task"]?["max_length"] = .integer(model.positionCount)
      let isSound = (try? read(shorter)) != nil
      if isSound { recipe = shorter }
      reasons.append(
        "\(Self.lengthKey): \(model.positionCount)"
          + (isSound
            ? ", for the model has so many positions; without the key it is \(length)"
            : " is all that the model has positions for; set it, and the lengths that have to be below it")
      )
    }
    if let note = model.note { reasons.append("model.from: \(note)") }
    text = recipe.prettyText + "\n"
    reasons.append(
      "all else, such as rate, epochs, lengths and context: chosen by the run, by the data and what the model "
        + "begins with; it says what and why")
    self.reasons = reasons
    _ = try read(recipe)
  }

  private static let lengthKey = "task.max_length"
  private static let shareKey = "data.validation_share"

  /// Writes the recipe.
  /// - Throws: a `UserError` where it cannot be written, or something is there and is not to be replaced.
  public func write(to path: String, reading inputs: Inputs, isReplacing: Bool = false) throws {
    let read =
      inputs.train + inputs.validation + inputs.test + [
        inputs.model, inputs.tokenizer ?? inputs.model,
      ]
    let place = OutputPlace(path, reading: read, isReplacing: isReplacing)
    try place.checkIsOfNoRun()
    try place.withClaimOnFile { try AtomicFile.write(text.utf8, to: path) }
  }
}
