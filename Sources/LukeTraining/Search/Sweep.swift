import Foundation
import LukeSettings
import LukeSystem
import LukeTasks

/// Trains a recipe with several values of some of its keys, one run after the other, to find the best.
///
///     let plan = try SearchPlan(
///       [SearchKey("training.learning_rate", .list(["1e-4", "3e-4", "1e-3"]))], .grid)
///     let report = try Sweep(recipeFile: "people.json", plan).run()
///     print(report.table)
///
/// Each trial is an ordinary run in a folder of its own. Scores on the validation data decide; those on test
/// data are shown and decide nothing.
public final class Sweep {
  /// What a sweep does beside trying values.
  public struct Settings: Hashable, Sendable {
    /// The seconds that all trials together may take, those of earlier starts included; nil for any.
    public var budget: Double?
    /// Whether trials end early that are worse than half of the others were by then.
    public var stopsEarly = true
    /// Whether checkpoints of trials that are over are kept.
    public var keepsCheckpoints = false

    /// Settings with every default.
    public init() {}
  }

  /// The folder of the sweep.
  public let folder: String
  let settings: Settings
  let start: RunStart
  private let plan: SearchPlan?
  private let recipeFile: String
  private let overrides: [RecipeOverride]
  private let base: Recipe
  private let flag = InterruptFlag(below: .shared)

  /// A sweep over the recipe in a file.
  /// - Parameters:
  ///   - recipeFile: a recipe as JSON.
  ///   - plan: which values are tried; nil takes those of the sweep that is resumed.
  ///   - overrides: keys that differ from the file's in all trials.
  ///   - folder: the folder of the sweep; nil is `Checkpoints/<recipe name>-sweep`.
  ///   - settings: what it does beside.
  ///   - start: what to do with a sweep that is already there.
  /// - Throws: `TrainingError` with every fault of the recipe, and for one without validation data.
  public init(
    recipeFile: String, _ plan: SearchPlan?, overrides: [RecipeOverride] = [],
    folder: String? = nil, settings: Settings = .init(), start: RunStart = .new
  ) throws {
    (self.plan, self.recipeFile, self.overrides) = (plan, recipeFile, overrides)
    (self.settings, self.start) = (settings, start)
    self.folder = folder ?? "Checkpoints/" + Recipe.name(ofFile: recipeFile) + "-sweep"
    let (recipe, faults) = try Recipe.read(recipeFile, overrides: overrides)
    try recipe.check(faults)
    base = recipe
    try base.checkCanBeSearched(recipeFile)
    if let plan { try base.checkScoresStayComparable(plan) }
    for key in plan?.keys ?? [] where overrides.contains(where: { $0.keyPath == key.keyPath }) {
      throw TrainingError.usage(
        "--set \(key.keyPath): is one of the keys that the sweep tries; leave one of them out")
    }
  }

  /// Asks the sweep to save a checkpoint and end, from any thread.
  public func cancel() { flag.raise(StopSignal.interrupt.number) }

  /// Trains what is not trained yet, on the thread that calls; the observers are told what happens.
  /// - Throws: an `Interruption` after ``cancel()`` or a signal, from which `start: .resume` goes on; what an
  ///   observer throws; any `UserError` of a run, but for numbers that go astray, which end a trial alone.
  public func run(observers: [any RunObserver] = []) throws -> SweepReport {
    try InterruptFlag.$current.withValue(flag) {
      try OutputPlace(folder, reading: base.inputs.map(\.path), isReplacing: false)
        .checkIsNoInput()
      try Engine.load()
      let place = try SweepFolder(folder, start: start)
      return try place.whileInPlace {
        let state = try state(of: place)
        let runs = SweepRuns(
          self, place, state, recipes: try recipes(of: state), RunObservers(observers))
        return try runs.run()
      }
    }
  }

  // MARK: What is to be done

  /// Where the sweep begins, or goes on.
  private func state(of place: SweepFolder) throws -> SweepState {
    let recipe = base.json
    guard start == .resume, var found = place.found else {
      guard let plan else {
        throw TrainingError.usage(
          "\(folder): holds no sweep to resume; give --grid or --random to begin one")
      }
      var state = SweepState(plan, recipe)
      state.remains = (place.found?.trials.map(\.number) ?? []) + (place.found?.remains ?? [])
      try place.checkPlaces(of: state)
      return state
    }
    let file = folder + "/" + SweepFileName.state
    if let plan, !plan.isSame(as: found.plan) {
      throw TrainingError.usage(
        "\(file): is of a sweep with \(found.plan.options); resume it with the same, or without, or begin "
          + "again with --fresh")
    }
    let differences = RecipeDifference.all(from: found.recipe, to: recipe)
    if !differences.isEmpty { throw RecipeDifference.error(differences, file: file) }
    if let plan { found.extend(to: plan) }
    try place.checkPlaces(of: found)
    return found
  }

  /// The recipe of each trial.
  /// - Throws: one error with all faults, each once.
  private func recipes(of state: SweepState) throws -> [Recipe] {
    let whole = SettingsReader.join(FileManager.default.currentDirectoryPath, folder)
    var faults: [String] = []
    var isMissing = true
    let recipes = try state.trials.map { trial in
      do { return try recipe(of: trial, state, in: whole) } catch let error as TrainingError {
        if error.kind != .missingInput { isMissing = false }
        faults += error.lines.map { state.plan.naming($0) }.filter { !faults.contains($0) }
        return base
      }
    }
    if faults.isEmpty { return recipes }
    throw TrainingError.several(faults, isMissing ? .missingInput : .usage)
  }

  private func recipe(of trial: SweepTrial, _ state: SweepState, in whole: String) throws -> Recipe
  {
    let own = zip(state.keys, trial.values).compactMap { RecipeOverride("\($0)=\($1)") }
    var (recipe, faults) = try Recipe.read(recipeFile, overrides: overrides + own)
    try recipe.check(faults)
    recipe.output = whole + "/" + trial.folderName
    if state.plan.changesTrainingAlone { recipe.sharePrepared(in: whole) }
    if recipe.readsEntities { try recipe.task.noteInputs() }
    return recipe
  }
}

extension SearchPlan {
  /// Whether all trials read the same data in the same way.
  var changesTrainingAlone: Bool { keys.allSatisfy { $0.keyPath.hasPrefix("training.") } }

  /// A fault with the option that gave the value.
  fileprivate func naming(_ fault: String) -> String {
    let option = "--set "
    guard keys.contains(where: { fault.hasPrefix(option + $0.keyPath + ":") }) else { return fault }
    return self.option + " " + fault.dropFirst(option.count)
  }
}
