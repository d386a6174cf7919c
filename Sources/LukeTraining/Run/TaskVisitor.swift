import LukeTasks

/// Something done with a task, whichever it is: opens the enum of the recipe into generic code.
protocol TaskVisitor {
  associatedtype Output
  func visit<Task: FineTuningTask>(_ task: Task.Type, _ settings: Task.Settings) throws -> Output
  /// Pretraining, which has no labels.
  func visit(_ pretraining: PretrainingSettings) throws -> Output
}

extension TaskChoice {
  /// Calls the visitor with the type and settings of this task.
  func accept<Visitor: TaskVisitor>(_ visitor: Visitor) throws -> Visitor.Output {
    switch self {
    case .namedEntityRecognition(let settings):
      try visitor.visit(NamedEntityRecognitionTask.self, settings)
    case .relationClassification(let settings):
      try visitor.visit(RelationClassificationTask.self, settings)
    case .pretraining(let settings):
      try visitor.visit(settings)
    }
  }
}
