import LukeCheckpoints
import LukeJSON
import LukeSystem
import LukeTasks

/// The folder of a run: how far it is, and its model.
struct InspectedRun: InspectedThing {
  let path: String
  private let folder: String
  private let names: [String]
  /// Where its model is; nil before there is one.
  private let place: ModelPlace?
  private let model: InspectedModel?
  private let standing: RunStanding
  private let recipePath: String
  /// The recipe of the run; nil where its file is gone or damaged.
  private let recipe: JSONValue?
  private let seeds: SeedReport?

  init(_ path: String) throws {
    self.path = path
    let folder = RealPath.withoutSlashesAtEnd(path)
    let names = try RunFiles.list(folder)
    (self.folder, self.names) = (folder, names)
    standing = RunStanding(folder, names)
    let recipePath = folder + "/" + RunFileName.recipe
    self.recipePath = recipePath
    recipe = try? JSONParser.parse(
      FileAccess.read(recipePath, named: recipePath, what: "recipe"))
    place = ModelArgument.isRunFolder(path) ? (try? ModelPlace(path)) : nil
    model = try place.map { try InspectedModel($0.path) }
    seeds = Self.seeds(in: folder, names)
  }

  /// What `seeds.json` says, whatever folders of seeds there are; nil of a run of one.
  static func seeds(in folder: String, _ names: [String]) -> SeedReport? {
    let path = folder + "/" + RunFileName.seeds
    guard names.contains(RunFileName.seeds),
      let bytes = try? FileAccess.read(path, named: path, what: "file"),
      let json = try? JSONParser.parse(bytes)
    else { return nil }
    let seeds = (json["seeds"]?.elements ?? []).compactMap { $0["seed"]?.wholeNumber }
    guard let all = SeedReport(json, seeds: seeds) else { return nil }
    return SeedReport(json, seeds: seeds.filter { isSummarized($0, of: all, in: json) })
  }

  /// Whether means and deviations of the file have the scores of a seed: in a version before, runs could leave out
  /// seeds that they had trained.
  private static func isSummarized(_ seed: Int, of report: SeedReport, in json: JSONValue) -> Bool {
    for (key, scores) in [
      ("validation", report[seed]?.validation), ("test", report[seed]?.test),
    ] {
      guard let scores, let values = json[key]?[scores.deciding]?["values"]?.elements,
        let own = scores.values.first(where: { $0.name == scores.deciding })
      else { continue }
      return values.contains { $0.double == own.value }
    }
    return true
  }

  var title: String {
    "\(path.shownOnOneLine): the folder of a run" + (seeds == nil ? "" : " of several seeds")
  }

  // MARK: How far it is

  private var state: RunState? { standing.state }

  private var progressText: String {
    let (isTaken, isFinished) = (standing.isTaken, standing.isFinished)
    let of = standing.stepCount.map { " of \($0)" } ?? ""
    let step = state.map { "step \($0.step)\(of)" }
    let early = state?.isStopped == true ? ", ended early for lack of improvement" : ""
    if isTaken {
      return "another luke-train is writing it"
        + (step.map { "; its newest checkpoint is of \($0)" } ?? "")
    }
    if isFinished { return "finished" + (step.map { " at \($0)\(early)" } ?? "") }
    return "not finished"
      + (step.map { "; its newest checkpoint is of \($0)" } ?? "; no checkpoint yet")
  }

  var rows: [InspectedRow] {
    var rows = [InspectedRow("state", progressText)]
    if let state, let step = state.bestStep, step != model?.archive.record?.step {
      rows.append(InspectedRow("best", "step \(step) on the validation data"))
    }
    rows += seedRows
    rows.append(InspectedRow("recipe", recipe == nil ? "none, or none that is whole" : recipePath))
    rows.append(InspectedRow("model", place.map { "\($0.path)" } ?? "none yet"))
    return rows + (model?.rows ?? [])
  }

  private var seedRows: [InspectedRow] {
    guard let seeds else { return [] }
    let list = seeds.seeds.map(String.init).joined(separator: ", ")
    var rows = [
      InspectedRow("seeds", list + (seeds.best.map { "; the best is \($0)" } ?? ""))
    ]
    for (name, split) in [("validation", \SeedReport.Record.validation), ("test", \.test)] {
      let deciding = seeds.trained.first?[keyPath: split]?.deciding
      guard let spread = seeds.spreads(of: split).first(where: { $0.name == deciding }) else {
        continue
      }
      let which = seeds.best == nil ? "the seeds that are over" : "all seeds"
      rows.append(InspectedRow("\(name) of \(which)", "\(spread.name) \(spread.spread.text)"))
    }
    return rows
  }

  /// What to say of a recipe that is gone or damaged.
  private var faultOfRecipe: String? {
    if recipe != nil { return nil }
    let isMissing = FileStatus(recipePath) == nil
    let advice =
      model == nil
      ? "put it back to go on with the run"
      : "the model carries the recipe, too; --resume with the same one writes the file anew"
        + (isMissing ? "" : " once it is removed")
    return "\(recipePath): is \(isMissing ? "missing" : "damaged"); \(advice)"
  }

  var notes: [String] {
    get throws { try [faultOfRecipe].compactMap(\.self) + (model?.notes ?? []) }
  }

  var next: [String] {
    let word = ShellText.quoted(path)
    if standing.isTaken { return [] }
    if !standing.isFinished {
      return recipe == nil
        ? ["luke-train RECIPE.json --output \(word) --resume"]
        : ["luke-train \(ShellText.quoted(recipePath)) --resume"]
    }
    return model?.next(named: path) ?? ["luke-train \(ShellText.quoted(recipePath)) --fresh"]
  }

  // MARK: Everything

  func writeAll(emit: (String) throws -> Void) throws {
    try emit(title)
    for row in rows.dropLast(model?.rows.count ?? 0) {
      try emit("\(row.name): \(row.text)".shownOnOneLine)
    }
    for (name, size) in files { try emit("file: \(name), \(size) bytes".shownOnOneLine) }
    if let faultOfRecipe { try emit(faultOfRecipe.shownOnOneLine) }
    try model?.writeAll(emit: emit)
  }

  private var files: [(name: String, size: Int)] {
    names.sorted().compactMap { name in
      guard FileStatus(folder + "/" + name)?.isFile == true, name != FolderLock.fileName else {
        return nil
      }
      return (name, FileSize.bytes(of: folder + "/" + name) ?? 0)
    }
  }

  var json: JSONValue {
    get throws {
      var json = JSONValue.object([
        "kind": .string("run"), "path": .string(path),
        "state": .string(standing.name),
      ])
      json["step"] = state.map { .integer($0.step) }
      json["steps"] = standing.stepCount.map(JSONValue.integer)
      json["best_step"] = state?.bestStep.map(JSONValue.integer)
      json["seeds"] = try seeds.map { try JSONParser.parse(Array($0.text.utf8)) }
      json["recipe"] = recipe
      json["files"] = .array(
        files.map { .object(["name": .string($0.name), "bytes": .integer($0.size)]) })
      json["notes"] = faultOfRecipe.map { .array([.string($0)]) }
      json["model"] = try model?.json
      return json
    }
  }
}
