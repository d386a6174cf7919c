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
  private let state: RunState?
  private let seeds: SeedReport?
  private let isTaken: Bool

  init(_ path: String) throws {
    self.path = path
    let folder = RealPath.withoutSlashesAtEnd(path)
    let names = try RunFiles.list(folder)
    (self.folder, self.names) = (folder, names)
    isTaken = FolderLock.isTaken(folder)
    place = try? ModelPlace(path)
    model = try place.map { try InspectedModel($0.path) }
    state =
      RunFiles.checkpoints(among: names).lazy
      .compactMap { RunState(ofCheckpoint: folder + "/" + $0.name) }.first
    seeds = Self.seeds(in: folder, names)
  }

  private static func seeds(in folder: String, _ names: [String]) -> SeedReport? {
    let path = folder + "/" + RunFileName.seeds
    guard names.contains(RunFileName.seeds),
      let bytes = try? FileAccess.read(path, named: path, what: "file"),
      let json = try? JSONParser.parse(bytes)
    else { return nil }
    let seeds = (json["seeds"]?.elements ?? []).compactMap { $0["seed"]?.wholeNumber }
    return SeedReport(json, seeds: seeds)
  }

  var title: String {
    "\(path.shownOnOneLine): the folder of a run" + (seeds == nil ? "" : " of several seeds")
  }

  // MARK: How far it is

  private var isFinished: Bool { names.contains(RunFileName.finalModel) && !isTaken }

  private var stepCount: Int? { state?.plan.map { $0.reduce(0) { $0 + $1.stepCount } } }

  private var progressText: String {
    let of = stepCount.map { " of \($0)" } ?? ""
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
    rows.append(InspectedRow("recipe", folder + "/" + RunFileName.recipe))
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
      rows.append(InspectedRow("\(name) of all seeds", "\(spread.name) \(spread.spread.text)"))
    }
    return rows
  }

  var notes: [String] { get throws { try model?.notes ?? [] } }

  var next: [String] {
    let word = ShellText.quoted(path)
    if isTaken { return [] }
    if !isFinished {
      return ["luke-train \(ShellText.quoted(folder + "/" + RunFileName.recipe)) --resume"]
    }
    return model?.next(named: path) ?? ["luke-train \(word)/\(RunFileName.recipe) --fresh"]
  }

  // MARK: Everything

  func writeAll(emit: (String) throws -> Void) throws {
    try emit(title)
    for row in rows.dropLast(model?.rows.count ?? 0) {
      try emit("\(row.name): \(row.text)".shownOnOneLine)
    }
    for (name, size) in files { try emit("file: \(name), \(size) bytes") }
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
        "state": .string(isTaken ? "running" : isFinished ? "finished" : "not finished"),
      ])
      json["step"] = state.map { .integer($0.step) }
      json["steps"] = stepCount.map(JSONValue.integer)
      json["best_step"] = state?.bestStep.map(JSONValue.integer)
      json["seeds"] = try seeds.map { try JSONParser.parse(Array($0.text.utf8)) }
      let recipe = folder + "/" + RunFileName.recipe
      json["recipe"] = try? JSONParser.parse(
        FileAccess.read(recipe, named: recipe, what: "recipe"))
      json["files"] = .array(
        files.map { .object(["name": .string($0.name), "bytes": .integer($0.size)]) })
      json["model"] = try model?.json
      return json
    }
  }
}
