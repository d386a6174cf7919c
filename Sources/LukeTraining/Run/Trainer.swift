import Foundation
import LukeSettings
import LukeSystem
import LukeTasks

/// Trains as a recipe says, from within another program.
///
///     let trainer = try Trainer(recipeFile: "people.json")
///     let model = try trainer.run { event in
///       if case .evaluation(let evaluation) = event { print(evaluation.scores.headline) }
///     }
///
/// A run writes its folder as the program does, so that each can go on with what the other began.
public final class Trainer: Sendable {
  /// What is trained.
  public let recipe: Recipe
  /// The run folder.
  public let folder: String
  private let start: RunStart
  private let recipeFile: String?
  /// What the user should know of how the run folder was found.
  private let folderNote: String?
  private let flag = InterruptFlag(below: .shared)

  /// A trainer of a recipe.
  /// - Parameters:
  ///   - recipe: what is trained, and how.
  ///   - folder: the run folder; nil is the recipe's `output`, or `Checkpoints/<task kind>`.
  ///   - start: what to do with a run that is already there.
  public init(_ recipe: Recipe, folder: String? = nil, start: RunStart = .new) {
    var recipe = recipe
    self.folder = recipe.place(folder, name: recipe.task.kind)
    (self.recipe, self.start, recipeFile, folderNote) = (recipe, start, nil, nil)
  }

  /// A trainer of the recipe in a file.
  /// - Parameters:
  ///   - recipeFile: a recipe as JSON.
  ///   - overrides: keys that differ from the file's, in the order in which they are set.
  ///   - folder: the run folder; nil is the recipe's `output`, or `Checkpoints/<recipe name>`. The copy of
  ///     the recipe in a run folder means that folder, where its run is to be resumed or begun again.
  ///   - start: what to do with a run that is already there.
  /// - Throws: one `TrainingError` with every fault of the recipe, all inputs that are not there, and what
  ///   else is wrong with the model where there are such.
  public init(
    recipeFile: String, overrides: [RecipeOverride] = [], folder: String? = nil,
    start: RunStart = .new
  ) throws {
    let (read, faults) = try Recipe.read(recipeFile, overrides: overrides)
    try read.check(faults)
    var recipe = read
    let isGiven = folder != nil || overrides.contains { $0.keyPath == "output" }
    let move = isGiven ? nil : MovedRun(recipe, file: recipeFile)
    folderNote = move?.note(start)
    self.folder = recipe.place(
      start == .new ? folder : move?.folder ?? folder, name: Recipe.name(ofFile: recipeFile))
    (self.recipe, self.start, self.recipeFile) = (recipe, start, recipeFile)
  }

  /// Trains to the end, on the thread that calls; the observers are told what happens, from the first
  /// file that is read on.
  /// - Returns: the path of the final model.
  /// - Throws: an `Interruption` after ``cancel()`` or a signal that the program waits for, once a
  ///   checkpoint is written; what an observer throws; any `UserError` of a run.
  @discardableResult
  public func run(observers: [any RunObserver] = []) throws -> String {
    try InterruptFlag.$current.withValue(flag) {
      if let folderNote { try RunObservers(observers).note(folderNote) }
      var recipe = recipe
      if recipe.readsEntities { try recipe.task.noteInputs() }
      let folder = try open(recipe)
      let beginning = ContinuousClock.now
      var isOver = false
      let end = FunctionObserver { if case .finished = $0 { isOver = true } }
      let observers = [end] + observers
      do {
        if recipe.training.seeds.isEmpty {
          try Run.train(recipe, in: folder, observers: observers)
        } else {
          try SeededRuns(recipe, in: folder, RunObservers(observers)).train()
        }
      } catch {
        folder.removeIfUnused()
        throw error
      }
      if isOver {
        let next = NextSteps(
          model: folder.finalModelPath, isPretrained: recipe.task.kind == Pretraining.kind,
          report: recipe.training.seeds.isEmpty ? folder.reportPath : nil)
        try RunObservers(observers).note(lines: next.note(after: ContinuousClock.now - beginning))
      }
      return folder.finalModelPath
    }
  }

  /// The same with a function that is told what happens.
  @discardableResult
  public func run(_ observe: @escaping (RunEvent) throws -> Void) throws -> String {
    try run(observers: [FunctionObserver(observe)])
  }

  /// Makes what pretraining reads, and trains nothing: corpus, tokenizer, entity vocabulary and
  /// sequences, each only where it is not there yet.
  /// - Returns: the path of the folder with all of it.
  /// - Throws: `TrainingError.usage` for a recipe of fine-tuning; else as ``run(observers:)``.
  @discardableResult
  public func prepare(observers: [any RunObserver] = []) throws -> String {
    try InterruptFlag.$current.withValue(flag) {
      if let folderNote { try RunObservers(observers).note(folderNote) }
      return try Run.prepare(recipe, folder: folder, observers: observers)
    }
  }

  /// Trains on a thread of its own; the events come as they happen, and the sequence ends with the run.
  ///
  /// Whoever stops to listen cancels the run, which then saves a checkpoint.
  /// - Parameter observers: are told what happens before it comes, on the thread that trains; what one
  ///   throws ends the run and the sequence.
  public func events(
    observers: sending [any RunObserver] = []
  ) -> AsyncThrowingStream<RunEvent, any Error> {
    let handed = HandedObservers(observers: observers)
    return AsyncThrowingStream { continuation in
      continuation.onTermination = { [self] reason in
        if case .cancelled = reason { cancel() }
      }
      Thread.detachNewThread { [self] in
        do {
          try run(
            observers: handed.observers + [FunctionObserver { continuation.yield($0) }])
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
    }
  }

  /// Asks the run to save a checkpoint and end, from any thread.
  public func cancel() { flag.raise(StopSignal.interrupt.number) }

  /// The run folder of a recipe in which all is noted, open; nothing in it has changed yet.
  private func open(_ recipe: Recipe) throws -> RunFolder {
    try OutputPlace(folder, reading: recipe.inputs.map(\.path), isReplacing: false)
      .checkIsNoInput()
    // Before there is a run folder: a library that is missing leaves nothing behind.
    try Engine.load()
    return try RunFolder.open(folder, for: recipe, from: recipeFile, start: start)
  }
}

/// Observers on their way to the thread that trains: nobody else has them, as `sending` says.
private struct HandedObservers: @unchecked Sendable {
  let observers: [any RunObserver]
}

extension Recipe {
  /// Decides where the run goes, and notes it, so that the recipe in the run folder can be run again
  /// from anywhere.
  mutating func place(_ folder: String?, name: String) -> String {
    let path = folder ?? output ?? "Checkpoints/" + name
    output = SettingsReader.join(FileManager.default.currentDirectoryPath, path)
    return path
  }
}
