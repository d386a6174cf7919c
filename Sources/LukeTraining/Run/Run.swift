import LukeCheckpoints
import LukeTasks

/// A run from its recipe to its final model.
///
/// What happens, in its order: the data are read or made; what they ask of the model is put to the one
/// that the recipe starts from; both together are the work; the work is done step by step.
package enum Run {
  /// Trains as the recipe says, into an open run folder, and tells how it gets on.
  ///
  /// `features` is the folder where features are kept; nil is the run folder.
  package static func train(
    _ recipe: Recipe, in folder: RunFolder, observers: [any RunObserver] = [],
    features: String? = nil
  ) throws {
    let diary = RunDiary(folder)
    let records: [any RunObserver] = [
      MetricsLog(folder), diary, TimingsLog(folder), AnswersLog(folder), RunReport(folder),
    ]
    let boards = recipe.training.tensorBoard ? [TensorBoardLog(folder)] : []
    let observer = RunObservers(records + boards + observers)
    // Better known before the data are read than when the first model is written.
    _ = try RunClock()
    if folder.hasResultAlone {
      try checkCheckpoints(folder)
      return try noteFinished(folder, observer, ", and its checkpoints are gone")
    }
    do {
      try train(recipe, in: folder, observer, features: features)
    } catch {
      diary.end(with: error)
      throw error
    }
  }

  private static func train(
    _ recipe: Recipe, in folder: RunFolder, _ observer: any RunObserver, features: String?
  ) throws {
    try folder.whileInPlace {
      let context = RunContext(
        recipe: recipe, model: try OpenedModel(recipe.model), folder: folder.path,
        observer: observer, resumed: folder.newestState, features: features)
      // Whatever lies where its data were made is of others by now, and stays.
      if let choice = recipe.task as? any PreparingChoice,
        let state = folder.finishedState(recipe)
      {
        try checkInputs(of: choice, context)
        try end(folder, state, context)
      } else {
        let run = try context.settled(after: folder.isResumed ? folder.chosen : [])
        try train(run.recipe.taskOfModel, run, folder)
      }
    }
  }

  private static func train<Choice: AnyTaskChoice>(
    _ choice: Choice, _ context: RunContext, _ folder: RunFolder
  ) throws {
    let observer = context.observer
    try folder.notes.forEach(observer.note)
    let (recipe, work, starting) = try makeWork(of: choice, context)
    folder.recipe = recipe
    try checkEarlyStopping(recipe.training, work)
    let run = try TrainingRun(recipe, folder, observer, work, starting)
    try warmupNotes(work).forEach(observer.note)
    try starting.notes(on: work.store).forEach(observer.note)
    try observer.note(run.summary)
    try run.checkLength()
    try folder.begin()
    MemoryReport.note(work: .training)
    try work.runBegins(report: observer.note)
    try run.run()
  }

  /// What a recipe asks to be done, and the model that it is done to; the recipe that comes back has all that was
  /// chosen where it was silent.
  static func makeWork<Choice: AnyTaskChoice>(
    of given: Choice, _ context: RunContext
  ) throws -> (recipe: Recipe, work: Choice.Task.Work, starting: StartingModel) {
    var (recipe, choice, context) = (context.recipe, given, context)
    try (recipe.patternNotes + recipe.repeatedInputs + recipe.wordsAloneNotes)
      .forEach(context.observer.note)
    let drafted = try Choice.Task.draft(choice.settings, context.model)
    let examples = try Choice.Task.read(choice.settings, choice.data, context)
    recipe.chosen += try Choice.Task.choose(&choice.settings, examples, context.model)
    recipe.chosen += Choice.Task.chooseReading(&choice.data, examples)
    recipe.task = recipe.task.taking(choice.settings, choice.data)
    context.recipe = recipe
    var starting = try StartingModel(
      context.model, for: Choice.Task.requirements(choice.settings, examples),
      kind: Choice.Task.kind, drafted: drafted)
    let work = try Choice.Task.makeWork(choice.settings, examples, starting, context)
    if let chosen = work.chosen {
      recipe.training = chosen.settings
      recipe.chosen += chosen.chosen
    }
    try recipe.chosen.map(\.note).forEach(context.observer.note)
    starting.carry(ExportedRecipe.reduced(StoredRecipe(recipe.resolvedText)))
    return (recipe, work, starting)
  }

  private static func checkInputs<Choice: PreparingChoice>(
    of choice: Choice, _ context: RunContext
  ) throws {
    try Choice.Task.checkInputs(choice.settings, choice.data, context)
  }

  /// Throws where a run is to be longer that has no checkpoint any more.
  private static func checkCheckpoints(_ folder: RunFolder) throws {
    if folder.lengthChanges.isEmpty { return }
    throw TrainingError.usage(
      "\(folder.path): \(folder.lengthChanges.joined(separator: ", ")): the run cannot go on, for its "
        + "checkpoints are gone; put one back, or let another run begin from its model (model.from "
        + "\(folder.finalModelPath))")
  }

  /// Ends a run that has nothing left to do, without what it was trained on.
  private static func end(
    _ folder: RunFolder, _ state: RunState, _ context: RunContext
  ) throws {
    try folder.begin()
    // Fewer may be wanted by now.
    try folder.makeRoom(context.recipe, state)
    try noteFinished(
      folder, context.observer,
      state.isStopped ? " (step \(state.step))" : " (step \(state.step) of \(state.step))")
  }

  /// Says where the results of a run are that has nothing left to do; `how` says how that is known.
  private static func noteFinished(
    _ folder: RunFolder, _ observer: any RunObserver, _ how: String
  ) throws {
    try folder.notes.forEach(observer.note)
    try observer.warn(lines: folder.finishedLines(how))
  }

  /// Throws where training is to stop early and there turned out to be nothing to score.
  private static func checkEarlyStopping(
    _ training: TrainingSettings, _ work: some TrainingWork
  ) throws {
    guard training.earlyStopping != nil, !work.hasExamples(of: .validation) else { return }
    throw TrainingError.usage(
      "training.early_stopping: there is nothing to score during training, so it would never stop; "
        + "give more to data.validation or task.held_out, or leave early_stopping out")
  }

  /// What to say of stages that end before they are warmed up.
  private static func warmupNotes(_ work: some TrainingWork) -> [String] {
    work.stages.compactMap { stage in
      let count = stage.settings.warmupStepCount(totalSteps: stage.stepCount)
      guard count > stage.stepCount else { return nil }
      return
        "training.warmup_steps: \(count) are more than the \(counted(stage.stepCount, "step")) there "
        + "are, so the learning rate never gets to its height"
    }
  }

  /// Makes what a task trains on, and trains nothing; returns where it is.
  static func prepare(
    _ recipe: Recipe, folder: String, observers: [any RunObserver] = []
  ) throws -> String {
    guard let choice = recipe.task as? any PreparingChoice else {
      throw TrainingError.usage(
        "task.kind is \(recipe.task.kind): only pretraining has something to prepare")
    }
    let context = RunContext(
      recipe: recipe, model: try OpenedModel(recipe.model), folder: folder,
      observer: RunObservers(observers))
    try recipe.patternNotes.forEach(context.observer.note)
    return try prepare(choice, context)
  }

  private static func prepare<Choice: PreparingChoice>(
    _ choice: Choice, _ context: RunContext
  ) throws -> String {
    try Choice.Task.prepare(choice.settings, choice.data, context)
  }
}
