import LukeAutodiff
import LukeCheckpoints
import LukeData
import LukeTasks

/// The training loop.
public enum Trainer {
  /// Trains as the recipe says, into an open run folder.
  static func run(recipe: Recipe, folder: RunFolder, isQuiet: Bool) throws {
    try run(recipe: recipe, folder: folder, reporter: .standardError(isQuiet: isQuiet))
  }

  /// The same with any reporter.
  package static func run(recipe: Recipe, folder: RunFolder, reporter: ProgressReporter) throws {
    try folder.whileInPlace {
      try recipe.task.accept(Visitor(recipe: recipe, folder: folder, reporter: reporter))
    }
  }

  /// Makes what pretraining reads, and trains nothing.
  static func prepare(recipe: Recipe, folder: String, isQuiet: Bool) throws {
    guard case .pretraining(let settings) = recipe.task else {
      throw TrainingError.usage(
        "task.kind is \(recipe.task.kind): only pretraining has something to prepare")
    }
    let reporter = ProgressReporter.standardError(isQuiet: isQuiet)
    InterruptFlag.shared.heedPreparing()
    let path = recipe.preparedPath(settings, runFolder: folder)
    _ = try Preparation(recipe, settings, folder: path, reporter, isVerifying: true).run()
    reporter.result("prepared: \(path)")
  }

  private struct Visitor: TaskVisitor {
    typealias Output = Void

    let recipe: Recipe
    let folder: RunFolder
    let reporter: ProgressReporter

    func visit(_ pretraining: PretrainingSettings) throws {
      InterruptFlag.shared.heedPreparing()
      let prepared = try Preparation(
        recipe, pretraining, folder: recipe.preparedPath(pretraining, runFolder: folder.path),
        reporter
      ).run()
      let starting = try StartingModel(
        pretraining: recipe.model, tokenizer: prepared.tokenizer, entities: prepared.entities,
        recipe: recipe.resolvedText)
      let run = TrainingRun(
        recipe, folder, reporter,
        try PretrainingWork(recipe, pretraining, prepared.data, starting), starting)
      starting.notes(on: run.work.store).forEach(reporter.note)
      reporter.note(run.summary)
      try folder.begin()
      try run.run()
    }

    func visit<Task: FineTuningTask>(_ type: Task.Type, _ settings: Task.Settings) throws {
      func read(_ files: [String]) throws -> [Task.Corpus] {
        try files.map { file in
          let source = try SourceText(file: file, encoding: recipe.data.encoding)
          let corpus = try Task.read(source, recipe.data, requiresLabels: true)
          reporter.note(Task.describe(corpus))
          corpus.notes.forEach(reporter.note)
          return corpus
        }
      }
      let train = try read(recipe.data.train)
      let validation = try read(recipe.data.validation)
      let test = try read(recipe.data.test)
      let labels = try Task.labels(in: train, settings)
      try Task.check(validation + test, against: labels)
      reporter.note("labels: " + labels.names.joined(separator: ", "))
      Task.warnings(about: train, settings).forEach(reporter.note)
      let starting = try StartingModel(
        recipe.model, for: Task.self, kind: recipe.task.kind, labels: labels,
        recipe: recipe.resolvedText)
      try starting.archive.checkLength(Task.maximumLength(settings))
      let task = try Task(settings, starting.vocabulary, labels: labels)
      let cache = FeatureCache(
        folder: folder.path, settings: try recipe.featureSettings(starting, labels))
      let data = FineTuningData(
        task, train: train, validation: validation, test: test, cache: cache,
        report: reporter.note)
      if data.train.isEmpty {
        throw TrainingError.badData(
          "\(recipe.data.train.joined(separator: ", ")): nothing to train on is left")
      }
      let run = TrainingRun(
        recipe, folder, reporter, try FineTuningWork(recipe, data, starting), starting)
      starting.notes(on: run.work.store).forEach(reporter.note)
      reporter.note(run.summary)
      try folder.begin()
      cache.save(report: reporter.note)
      try run.run()
    }
  }
}

extension Recipe {
  /// The folder of what pretraining makes of its text.
  fileprivate func preparedPath(_ settings: PretrainingSettings, runFolder: String) -> String {
    settings.prepared ?? runFolder + "/prepared"
  }

  /// All that the features of a file follow from besides its content.
  fileprivate func featureSettings(_ starting: StartingModel, _ labels: LabelSet) throws -> String {
    let files = ["train", "validation", "test"]
    func part(_ key: String) -> String {
      let members = json.members?.first { $0.key == key }?.value.value.members ?? []
      return JSONValue.object(members.filter { key != "data" || !files.contains($0.key) })
        .compactText
    }
    let ids = starting.vocabulary
    return [
      part("task"), part("data"), labels.names.joined(separator: "\t"),
      "\(try starting.checksums().sorted { $0.key < $1.key })",
      "\(ids.maskEntityID) \(ids.secondMaskEntityID)",
    ].joined(separator: "\n")
  }
}
