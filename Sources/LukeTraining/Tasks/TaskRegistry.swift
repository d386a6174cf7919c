import LukeModel
import LukeSystem
public import LukeTasks

/// The tasks that recipes can name.
///
/// Adding a task is adding it here, or from outside of the package with ``register(_:)``.
public enum TaskRegistry {
  private static let known = LockedValue<[any TrainingTask.Type]>([
    FineTuning<NamedEntityRecognitionTask>.self, FineTuning<RelationClassificationTask>.self,
    FineTuning<SequenceClassificationTask>.self, FineTuning<EntityTypingTask>.self,
    FineTuning<TokenClassificationTask>.self, FineTuning<MultipleChoiceTask>.self,
    FineTuning<QuestionAnsweringTask>.self, FineTuning<ClozeQuestionAnsweringTask>.self,
    Pretraining.self,
  ])

  /// Every task, in the order in which messages list them.
  package static var all: [any TrainingTask.Type] { known.withLock { $0 } }

  /// The first of them with every default: what a recipe has before its task is read.
  static var first: any AnyTaskChoice { all[0].unset }

  /// Adds a task with labelled examples, and its head, so that recipes can name its kind; one that is
  /// there already under this kind goes.
  public static func register<Task: FineTuningTask>(_ task: Task.Type) {
    LukeHeads.register(Task.Model.self)
    known.withLock { tasks in
      tasks.removeAll { $0.kind == Task.kind }
      tasks.append(FineTuning<Task>.self)
    }
  }

  /// The task of a kind; nil where there is none.
  static func task(ofKind kind: String) -> (any TrainingTask.Type)? {
    all.first { $0.kind == kind }
  }

  /// The first task whose models are of a class of transformers, that of a plain encoder included; nil
  /// where there is none.
  static func task(ofArchitecture name: String) -> (any TrainingTask.Type)? {
    let own = LukeHeads.head(named: name)?.architecture ?? name
    return all.first { $0.architecture == own }
  }

  /// The names of all formats of data.
  static var formats: Set<String> { Set(all.flatMap { $0.formats }) }
}

extension TrainingTask {
  fileprivate static var formats: [String] { Data.formats }
}
