import LukeCheckpoints
import LukeJSON
import LukeModel
import LukeSystem
import LukeTasks

/// A model file, a training checkpoint or the folder of a model.
struct InspectedModel: InspectedThing {
  let path: String
  let archive: ModelArchive
  /// What is said before all else of an encoder that is shown as LUKE reads it.
  private let heading: String?
  private let kind: String?

  /// Opens what is there.
  /// - Throws: what `ModelArgument.open` throws, also for what is no model.
  init(_ path: String) throws {
    self.path = path
    let source = try ModelArgument.open(path)
    if case .encoder(let encoder) = source, !encoder.hasHead {
      archive = encoder.luke().model
      heading =
        "\(path.shownOnOneLine): \(encoder.family.rawValue), an encoder without entities, which a LUKE can begin from; as LUKE reads "
        + "it, with tables and queries of entities that are new:"
    } else {
      (archive, heading) = (try source.model(at: path), nil)
    }
    kind = Self.task(of: archive)
  }

  /// The task of a model: a folder has it in its recipe, or in its class alone.
  private static func task(of archive: ModelArchive) -> String? {
    if let task = archive.task { return "\(task)" }
    let kind = (try? archive.recipe?.node)?["task"]?["kind"]?.value.string
    let fitting = archive.configuration.architectures?.first.flatMap {
      TaskRegistry.task(ofArchitecture: $0)
    }
    return kind ?? fitting?.kind
  }

  private var className: String { archive.configuration.architectures?.first ?? "LukeModel" }

  var title: String { (heading.map { $0 + "\n" } ?? "") + "\(path.shownOnOneLine): \(className)" }

  // MARK: The short form

  var rows: [InspectedRow] {
    var rows: [InspectedRow] = []
    if let kind { rows.append(InspectedRow("task", kind)) }
    if let labels = classes {
      rows.append(InspectedRow("labels", "\(labels.count) (\(TitleRow.list(labels)))"))
    }
    let count = parameterCount
    rows.append(
      InspectedRow(
        "size",
        "\(counted(count, "parameter")), \(FileSize.text(count * 4)) as float32; "
          + archive.configuration.sizeText))
    if archive.storedTokenizer == nil { rows.append(InspectedRow("tokenizer", "none")) }
    if let step = state?.step {
      rows.append(InspectedRow("checkpoint", "of step \(step), from which its run can go on"))
    }
    return rows + (archive.record?.rows ?? [InspectedRow("score", "none is noted")])
  }

  /// How many numbers it has where it lies: of a plain encoder in a folder fewer than it is read with.
  private var parameterCount: Int {
    heading == nil && isExported
      ? archive.weights.inTransformersLayout(of: archive.configuration).parameterCount
      : archive.weights.parameterCount
  }

  /// Whether it is a folder of transformers.
  private var isExported: Bool {
    FileStatus(path)?.isFolder == true && !ModelArgument.isRunFolder(path)
  }

  /// What the columns of its head stand for, where these are others than its classes.
  private var outputs: [String]? { archive.labels == classes ? nil : archive.labels }

  /// The classes that its task tells apart, which the columns of its head may be several of.
  private var classes: [String]? {
    guard let columns = archive.labels, let stored = archive.recipe,
      var recipe = try? CarriedRecipe(RunRecipes.located(stored, of: path), of: path).read([])
    else { return archive.labels }
    recipe.model.usesEntities = archive.configuration.usesEntities
    return recipe.taskOfModel.classes(ofColumns: columns)
  }

  private var state: RunState? {
    (try? archive.trainingState).flatMap { try? RunState(document: $0.document) }
  }

  /// What is wrong with the recipe that it carries, and wrong or unusual with the weights, all of which are read
  /// for it.
  var notes: [String] {
    get throws {
      func faults(_ body: () throws -> [String]) throws -> [String] {
        do { return try body() } catch let error as CheckpointError {
          return ErrorReport(error).lines
        }
      }
      var recipeFaults: [String] = []
      do { try archive.checkRecipe(at: path) } catch { recipeFaults = ErrorReport(error).lines }
      return try recipeFaults + faults(archive.notes)
        + faults {
          try archive.weights.verifyNumbers()
          return []
        }
    }
  }

  var next: [String] { next(named: path) }

  /// Commands that go on from here, with a name for the model.
  func next(named path: String) -> [String] {
    let word = ShellText.quoted(path)
    let other =
      isExported
      ? "luke-train import \(word) model.h5" : "luke-train export \(word) for-transformers"
    guard let kind, kind != Pretraining.kind, heading == nil else {
      return ["luke-train RECIPE.json --set model.from=\(word)", other]
    }
    return [
      "luke-train predict \(word) new-data", "luke-train evaluate \(word) labelled-data", other,
    ]
  }

  // MARK: Everything

  func writeAll(emit: (String) throws -> Void) throws {
    let arrays = archive.weights.descriptions
    let count = arrays.reduce(0) { $0 + $1.shape.reduce(1, *) }
    if let heading { try emit(heading) }
    try emit("\(path): \(className)".shownOnOneLine)
    if let kind { try emit("task: \(kind)") }
    for (name, names) in [("labels", classes), ("outputs", outputs)] {
      if let names { try emit("\(name): \(names.joined(separator: ", "))".shownOnOneLine) }
    }
    for row in archive.record?.rows ?? [] { try emit("\(row.name): \(row.text)".shownOnOneLine) }
    if let record = archive.record { try emit("about: \(record.json.compactText)") }
    if let training = try archive.trainingState {
      try emit("training: \(training.document)")
    }
    let tokenizer = archive.tokenizerFileNames.joined(separator: ", ")
    try emit("tokenizer: \(tokenizer.isEmpty ? "none" : tokenizer)")
    try emit("configuration: \(try configuration.compactText)")
    if let recipe = try? archive.recipe?.node.value { try emit("recipe: \(recipe.compactText)") }
    try emit(
      "\(counted(arrays.count, "array")), \(counted(count, "value")), \(FileSize.text(count * 4)) as float32"
    )
    try notes.forEach(emit)
    let width = arrays.map(\.name.count).max() ?? 0
    for array in arrays {
      let padding = String(repeating: " ", count: width - array.name.count)
      let shape = array.shape.map(String.init).joined(separator: " × ")
      try emit("  \(array.name)\(padding)  \(array.elementType.rawValue)  \(shape)")
    }
  }

  private var configuration: JSONValue {
    get throws { try JSONParser.parse(archive.configuration.json()) }
  }

  var json: JSONValue {
    get throws {
      var json = JSONValue.object([
        "kind": .string("model"), "path": .string(path), "class": .string(className),
      ])
      json["task"] = kind.map(JSONValue.string)
      json["labels"] = classes.map { .array($0.map(JSONValue.string)) }
      json["outputs"] = outputs.map { .array($0.map(JSONValue.string)) }
      json["parameters"] = .integer(parameterCount)
      json["about"] = archive.record?.json
      if let training = try archive.trainingState {
        json["training"] = try JSONParser.parse(Array(training.document.utf8))
      }
      json["tokenizer"] = .array(archive.tokenizerFileNames.map(JSONValue.string))
      json["configuration"] = try configuration
      json["recipe"] = try? archive.recipe?.node.value
      let notes = try notes
      json["notes"] = .array(notes.map(JSONValue.string))
      json["arrays"] = .array(
        archive.weights.descriptions.map { array in
          .object([
            "name": .string(array.name), "type": .string(array.elementType.rawValue),
            "shape": .array(array.shape.map(JSONValue.integer)),
          ])
        })
      return json
    }
  }
}
