import Foundation
import Logging
import LukeCheckpoints
import LukeData
import LukeLayers
import LukeModel
import LukeTasks

/// A fine-tuned model with the task it was trained for, to score and answer files with.
public struct InferenceModel {
  let archive: ModelArchive
  let task: any AnyTaskChoice
  let labels: LabelSet
  /// What is guessed of the model, one sentence each.
  let notes: [String]
  /// Whether whoever opened it says that new data are plain text.
  let isToldPlainText: Bool

  /// Opens a model file or a Hugging Face folder.
  ///
  /// Settings come from the recipe that the model carries, else from the defaults of the task whose
  /// class its configuration names; `overrides` change keys below `task` and `data`.
  ///
  /// Of the folder of a run its model is taken, which is told with the first scores or answers.
  public init(_ path: String, overrides: [RecipeOverride] = []) throws {
    try Engine.load()
    let place = try ModelPlace(path)
    let path = place.path
    archive = try ModelArgument.openModel(path)
    if let stray = overrides.first(where: { !$0.isForInference }) {
      throw TrainingError.usage(
        "--set \(stray.keyPath): only keys below task and data can be set for a trained model")
    }
    let own = archive.recipe.map { RunRecipes.located($0, of: path) }
    let stored = try own ?? Self.recipe(for: archive, path: path)
    let fitting = try Self.length(archive, stored, path, overrides)
    let given = overrides + [fitting].compactMap(\.self)
    Logger.files.debug(
      "settings of the task found",
      metadata: [
        "path": "\(path)",
        "in": archive.recipe == nil ? "the class that its configuration names" : "its recipe",
      ])
    func read(_ overrides: [RecipeOverride]) throws -> Recipe {
      try CarriedRecipe(stored, of: path).read(overrides)
    }
    var recipe = try read(given.filter { !$0.isPlainText })
    if let plain = given.last(where: { $0.keyPath == "data.format" }), plain.isPlainText {
      // For other tasks it is a fault, which the recipe's own check words.
      if !recipe.task.takePlainText() { recipe = try read(given) }
    } else if !given.contains(where: { $0.keyPath == "data.format" }) {
      // New data need not have the format of those the model was trained on.
      recipe.task.forgetFormat()
    }
    isToldPlainText = given.last { $0.keyPath == "data.format" }?.isPlainText ?? false
    // A model is what it is, whatever its recipe says.
    recipe.model.usesEntities = archive.configuration.usesEntities
    task = recipe.taskOfModel
    labels = LabelSet(
      task.classes(ofColumns: archive.labels ?? ["LABEL_0", "LABEL_1"]),
      problemType: archive.configuration.problemType)
    notes =
      [place.note].compactMap(\.self)
      + (archive.recipe == nil ? archive.notesOnTask(taken: task.kind, path: path) : [])
      + (fitting.map {
        [
          "\(path): \($0.keyPath) is \($0.text), as many as the model has positions, fewer than the task's default"
        ]
      } ?? [])
    try archive.checkHead(of: recipe.task, path: path)
    try checkDictionary(besideModel: path, own, overrides)
  }

  /// The kind of its task, such as `named-entity-recognition`.
  public var kind: String { task.kind }

  /// What is read besides the model and the data to answer: files that the settings name.
  package var filesRead: [String] { task.otherInputs.map(\.path) }

  /// Throws where the recipe has the name of a mention dictionary alone, and there is none of it by the model.
  private func checkDictionary(
    besideModel path: String, _ recipe: StoredRecipe?, _ overrides: [RecipeOverride]
  ) throws {
    let key = "task.entities.dictionary"
    let stored = try? recipe?.node["task"]?["entities"]?["dictionary"]?.value.string
    guard let name = stored, !name.hasPrefix("/"),
      let file = task.otherInputs.first(where: { $0.key == key })?.path,
      !overrides.contains(where: { key == $0.keyPath || key.hasPrefix($0.keyPath + ".") }),
      FileStatus(file) == nil
    else { return }
    throw TrainingError.missing(
      "\(key): \(file): no such file; the model's recipe has the name \(name), which is looked for in the folder "
        + "that the model is in; put the mention dictionary there, or say where it is with --set \(key)=FILE; "
        + "--set task.entities=null answers without entities")
  }

  /// The key `task.max_length` with as many positions as a model has that carries no recipe; nil where the task's
  /// default fits, or another length is asked for.
  private static func length(
    _ archive: ModelArchive, _ stored: StoredRecipe, _ path: String, _ overrides: [RecipeOverride]
  ) throws -> RecipeOverride? {
    let key = "task.max_length"
    if archive.recipe != nil || overrides.contains(where: { $0.keyPath == key }) { return nil }
    let recipe = try CarriedRecipe(stored, of: path).read([])
    let limit = archive.configuration.maximumWordCount
    guard let length = recipe.json[keyPath: key]?.integer, length > limit, limit >= shortestLength
    else { return nil }
    return RecipeOverride("\(key)=\(limit)")
  }

  /// What is less is no length that every task takes.
  private static let shortestLength = 16

  /// The least recipe for a model that carries none.
  private static func recipe(for archive: ModelArchive, path: String) throws -> StoredRecipe {
    let name = archive.configuration.architectures?.first ?? "LukeModel"
    let fitting = TaskRegistry.task(ofArchitecture: name)
    guard let fitting else {
      throw TrainingError.badData(
        "\(path): architectures names \(name), which no task here is for; fine-tune it first")
    }
    let usesEntities = archive.configuration.usesEntities
    return StoredRecipe(
      """
      {"task": {"kind": "\(fitting.kind)"}, "data": {"train": "-"},
       "model": {"from": "-", "use_entities": \(usesEntities)}}
      """)
  }

  /// What to say of a model that has no task yet.
  var pretrainedOnly: TrainingError {
    .usage("\(archive.origin): a model from pretraining, which answers nothing; fine-tune it first")
  }

  /// What the model answers with; `use` gets the settings of its task.
  func answering<Result>(_ use: (any AnsweringChoice) throws -> Result) throws -> Result {
    guard let choice = task as? any AnsweringChoice else { throw pretrainedOnly }
    return try use(choice)
  }

  /// The model with its weights, ready to run, and where its words and entities are; what is not used
  /// of the file goes to `report`.
  func load<Head: LukeHead>(
    _ head: Head.Type, maximumLength: Int, report: (String) throws -> Void
  ) throws -> (model: Head, vocabulary: TaskVocabulary) {
    try archive.checkWords(archive.tokenizer)
    try archive.checkLength(maximumLength, key: "max_length")
    let vocabulary = try archive.taskVocabulary()
    let store = ParameterStore()
    let model = Head(archive.configuration, in: store)
    store.allocate()
    store.initialize(seed: 0, where: \.isOptional)
    try store.load(
      from: archive.weights,
      isIgnored: { ModelWeights.isDispensable($0, for: archive.configuration) })
    let names = store.parameters.map(\.name)
    try (archive.tokenizer.notes + archive.weights.notes(onParameters: names)).forEach(report)
    return (model, vocabulary)
  }
}

extension RecipeOverride {
  /// Whether it says that data are plain text, which no recipe of labelled data can.
  fileprivate var isPlainText: Bool {
    keyPath == "data.format" && (text == "text" || text == "\"text\"")
  }

  fileprivate var isForInference: Bool {
    keyPath.hasPrefix("task.") || keyPath.hasPrefix("data.")
  }
}

extension InferenceModel {
  /// What a command is given to read; `-` is standard input.
  func source(
    _ input: String, encoding: TextEncoding?, takesFolders: Bool
  ) throws -> SourceText {
    guard input == "-" else {
      return try SourceText(file: input, encoding: encoding, takesFolders: takesFolders)
    }
    return try SourceText(
      bytes: FileAccess.readStandardInput(), file: "standard input", encoding: encoding)
  }
}
