import LukeAutodiff
import LukeLayers
import LukeOptimizers
import LukeSettings
import LukeSystem
import LukeTasks

/// Finds out which learning rates a recipe learns with: trains from its start with a rate that grows from step
/// to step, and watches the loss (Smith, 2017, "Cyclical Learning Rates for Training Neural Networks", 3.3).
///
/// What batches have by chance would hide what is learned. So the loss of each is held against the one that it
/// has with the weights of the start, which is measured before.
///
/// Nothing is written; what pretraining reads has to be prepared.
public struct RateSearch: Sendable {
  /// Which rates are tried.
  public struct Settings: Hashable, Sendable {
    /// The rate of the first step.
    public var lowest = 1e-7
    /// The rate of the last step.
    public var highest = 1e-1
    /// Steps, each with a rate that is higher than that before by the same factor.
    public var steps = 100

    /// Settings with every default.
    public init() {}

    /// What is wrong with the settings, named as options of the command.
    public var faults: [String] {
      var faults: [String] = []
      for (name, rate) in [("--lowest", lowest), ("--highest", highest)]
      where !(rate > 0 && rate <= 1e6) {
        faults.append("\(name) must be a number above 0, at most 1000000, but is \(rate).")
      }
      if faults.isEmpty, highest < 10 * lowest {
        faults.append("--highest must be at least ten times --lowest.")
      }
      if !(20...100_000).contains(steps) {
        faults.append("--steps must be from 20 to 100000, but is \(steps).")
      }
      return faults
    }
  }

  private let tried: TriedRecipe
  private let settings: Settings

  /// The files and folders that are read.
  public var inputs: [String] { tried.inputs }

  /// A search for the recipe in a file.
  /// - Parameters:
  ///   - recipeFile: a recipe as JSON.
  ///   - overrides: keys that differ from the file's.
  ///   - settings: which rates are tried.
  /// - Throws: one `TrainingError` with every fault of the recipe; `.usage` for settings that are wrong, and
  ///   for pretraining whose data are not prepared.
  public init(
    recipeFile: String, overrides: [RecipeOverride] = [], settings: Settings = .init()
  ) throws {
    if let fault = settings.faults.first { throw TrainingError.usage(fault) }
    tried = try TriedRecipe(file: recipeFile, overrides: overrides)
    self.settings = settings
  }

  /// Trains, and tells how far it is.
  /// - Throws: any `UserError` of a run; what an observer throws.
  public func run(observer: any RunObserver = RunObservers()) throws -> RateReport {
    let context = try tried.context(observer)
    return try run(context.recipe.taskOfModel, context)
  }

  private func run<Choice: AnyTaskChoice>(
    _ choice: Choice, _ context: RunContext
  ) throws -> RateReport {
    let observer = context.observer
    let (_, work, starting) = try Run.makeWork(of: choice, context)
    try starting.notes(on: work.store).forEach(observer.note)
    try notes(context.recipe, work).forEach(observer.note)
    try observer.note(
      "\(counted(settings.steps, "step")) with rates from \(NumberText.scientific(settings.lowest)) to "
        + NumberText.scientific(settings.highest))
    var report = RateReport(
      settings, givenRate: context.recipe.training.learningRate,
      usualRate: work.stages[0].settings.highestLearningRate)
    try observer.during(.tryingRates) {
      report.startLosses = try startLosses(work, observer)
      if try !measure(work, observer, add: { report.add(loss: $0, at: $1) }) {
        report.endAstray()
      }
    }
    return report
  }

  /// What of the recipe is not tried, one sentence each.
  private func notes(_ recipe: Recipe, _ work: some TrainingWork) -> [String] {
    let seeds =
      recipe.training.seeds.isEmpty
      ? nil
      : "training.seeds is not used: rates are tried with training.seed \(recipe.training.seed)"
    let stages =
      work.stages.count == 1
      ? nil : "rates are tried in the first of the \(work.stages.count) stages (task.stages)"
    return [seeds, stages].compactMap(\.self)
  }

  /// The loss of the batch of each step with the weights that training starts from.
  private func startLosses(
    _ work: some TrainingWork, _ observer: any RunObserver
  ) throws -> [Double] {
    let stage = stage(of: work)
    return try (0..<settings.steps).map { index in
      work.store.clearGradients()
      let losses = try work.addGradients(of: stage.step(index))
      guard losses.total.isFinite else {
        throw TrainingError.badData(
          "step \(index + 1): the loss is not a number with the weights that training starts from")
      }
      try tell(index + 1, observer)
      return losses.total
    }
  }

  private func stage(of work: some TrainingWork) -> RunningStage {
    let stage = work.stages[0]
    return RunningStage(
      stage, index: 0, steps: 0..<max(settings.steps, stage.stepCount), plan: StagePlan(stage),
      store: work.store)
  }

  /// Every batch is read twice.
  private func tell(_ count: Int, _ observer: any RunObserver) throws {
    try observer.observe(
      .advanced(.tryingRates, RunProgress(count, of: 2 * settings.steps, .steps)))
  }

  /// Takes steps with growing rates, as long as `add` wants another one.
  /// - Returns: whether all gradients were numbers.
  private func measure(
    _ work: some TrainingWork, _ observer: any RunObserver,
    add: (_ loss: Double, _ rate: Double) -> Bool
  ) throws -> Bool {
    let stage = stage(of: work)
    defer { stage.optimizer.finish() }
    let ratio = settings.highest / settings.lowest
    for index in 0..<settings.steps {
      let rate =
        settings.lowest
        * Exponential.power(ratio, Double(index) / Double(max(1, settings.steps - 1)))
      work.store.clearGradients()
      let losses = try work.addGradients(of: stage.step(index))
      guard add(losses.total, rate) else { return true }
      switch try stage.gradientHook.decide(on: work.store, loss: losses.total) {
      case .update(let scale, _):
        stage.optimizer.step(learningRate: Float(rate), gradientScale: scale)
      case .vanished: stage.optimizer.step(learningRate: Float(rate))
      case .skip: return false
      }
      try tell(settings.steps + index + 1, observer)
    }
    return true
  }
}
