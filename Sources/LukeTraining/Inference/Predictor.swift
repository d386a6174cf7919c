import LukeData
import LukeSystem
public import LukeTasks

/// A fine-tuned model that answers questions about text.
///
///     let predictor = try Predictor("people.h5")
///     for entity in try predictor.entities(in: "Ada Lovelace lived in London.") {
///       print(entity.label, entity.text)
///     }
///
/// Everything is read when it is made; answering touches no files. Any thread may ask; who asks while
/// another is answered waits, for one answer keeps all cores busy.
public final class Predictor: Sendable {
  /// The kind of task that the model was fine-tuned for, such as `named-entity-recognition`.
  public let kind: String
  /// The classes that the model tells apart.
  public let labels: [String]
  /// What was read as something else or not used when the model was loaded, one sentence each.
  public let notes: [String]
  /// How running text is parted into words, where a model finds entities.
  let splitting: WordSplitting
  private let path: String
  private let model: LockedValue<any LoadedModel>

  /// Loads a model.
  /// - Parameters:
  ///   - path: an `.h5` file of this package or a folder of Hugging Face.
  ///   - overrides: keys below `task` that differ from what the model was trained with.
  /// - Throws: a `UserError` for what is no fine-tuned model, or damaged.
  public init(_ path: String, overrides: [RecipeOverride] = []) throws {
    let inference = try InferenceModel(path, overrides: overrides)
    var notes: [String] = []
    model = LockedValue(
      try inference.answering { choice in
        try Self.load(choice, inference) { notes.append($0) }
      })
    splitting = Self.splitting(of: inference.task)
    (kind, labels, self.path) = (inference.task.kind, inference.labels.names, path)
    self.notes = notes
  }

  private static func load<Choice: AnsweringChoice>(
    _ choice: Choice, _ inference: InferenceModel, report: (String) throws -> Void
  ) throws -> any LoadedModel {
    try Choice.Task.load(choice.settings, inference, report: report)
  }

  private static func splitting(of choice: some AnyTaskChoice) -> WordSplitting {
    (choice.data as? EntityDataSettings)?.words ?? .words
  }

  /// The answers of a model of some task to a corpus, for tasks of one's own.
  /// - Throws: `TrainingError.usage` where the model is of another task.
  public func answers<Task: FineTuningTask>(
    of task: Task.Type, to corpus: Task.Corpus
  ) throws -> Task.Answers {
    try model.withLock { model in
      if kind == Task.kind,
        let answers = try Self.answers(of: model, to: corpus) as? Task.Answers
      {
        return answers
      }
      throw TrainingError.usage("\(path): a model for \(kind), not for \(Task.kind)")
    }
  }

  /// The answers of a model, with entities or without; nil where it reads another kind of corpus.
  private static func answers<Model: LoadedModel>(
    of model: Model, to corpus: Any
  ) throws -> Any? {
    try (corpus as? Model.Task.Corpus).map { try model.answers(to: $0) }
  }
}
