import LukeSystem
import LukeTasks

/// Looks at the data of a fine-tuning recipe before anything is trained: what is in them, how they were
/// understood, and what is likely not what was meant.
public struct DataCheck: Sendable {
  private let recipe: Recipe
  private let recipeFile: String

  /// A check of what the recipe in a file names.
  /// - Throws: one `TrainingError` with every fault of the recipe; `.usage` for pretraining, whose text has no
  ///   labels.
  public init(recipeFile: String, overrides: [RecipeOverride] = []) throws {
    let (recipe, faults) = try Recipe.read(recipeFile, overrides: overrides)
    // Files that are not there are found like all else.
    if !faults.isEmpty { try recipe.check(faults) }
    guard recipe.task is any CheckedChoice else {
      throw TrainingError.usage(
        "task.kind is \(recipe.task.kind): check-data looks at labelled examples; luke-train prepare "
          + "\(recipeFile) makes what it reads, and says what is in it")
    }
    (self.recipe, self.recipeFile) = (recipe, recipeFile)
  }

  /// Reads all data and looks for mistakes.
  /// - Parameters:
  ///   - search: who looks for likely label errors; nil leaves them out.
  ///   - observer: is told how far it is.
  /// - Throws: an `Interruption`, faults of the program, and what the observer throws; what is wrong with the
  ///   data is in the report.
  public func run(
    labelErrors search: LabelErrorSearch? = nil,
    observer: any RunObserver = RunObservers()
  ) throws -> DataReport {
    let known = try search?.labelsOfModel(for: recipe.task.kind)
    var findings = Self.missing(in: recipe)
    let gone = Set(findings.map(\.kind))
    findings += (recipe.patternNotes + recipe.wordsAloneNotes).map {
      Finding("recipe", .note, $0)
    }
    findings += recipe.repeatedInputs.map { Finding("repeated_file", .warning, $0) }
    var settled = recipe
    let model = gone.contains("missing_model") ? nil : try open(&settled, &findings)
    guard let choice = settled.taskOfModel as? any CheckedChoice else {
      throw TrainingError.internalFault("\(recipe.task.kind) cannot be checked without entities")
    }
    let seen = try choice.look(model, observer)
    findings += seen.findings
    for kind in Self.kinds { findings += kind.findings(in: seen.data) }
    if let search, !findings.contains(where: { $0.severity == .error }) {
      if case .crossValidation = search.judge, model == nil { try recipe.check([]) }
      findings += try search.findings(
        in: recipe, file: recipeFile, data: seen.data, labels: known, observer)
    }
    return DataReport(recipeFile, seen.data, findings)
  }

  /// Opens the model that the recipe starts from, and settles what the recipe leaves open by it.
  private func open(_ recipe: inout Recipe, _ findings: inout [Finding]) throws -> OpenedModel? {
    do {
      if recipe.readsEntities { try recipe.task.noteInputs() }
      let context = try RunContext(
        recipe: recipe, model: try OpenedModel(recipe.model), folder: "", observer: RunObservers()
      ).settled()
      recipe = context.recipe
      findings += recipe.chosen.map { Finding("chosen", .note, $0.note) }
      return context.model
    } catch let error as any UserError {
      findings += try Finding.mistakes(of: error, "model", in: [])
      return nil
    }
  }

  /// Files and folders that are not there; without a model the rest is looked at all the same.
  private static func missing(in recipe: Recipe) -> [Finding] {
    recipe.missingInputs().map { key, path, reason in
      key.hasPrefix("model.")
        ? Finding(
          "missing_model", .warning, "\(key): \(path): \(reason)",
          remedy: "lengths in subwords and unknown text are looked at with a model alone")
        : Finding(Finding.missingFile, .error, "\(key): \(path): \(reason)")
    }
  }
}
