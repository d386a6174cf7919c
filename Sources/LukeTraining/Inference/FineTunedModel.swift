import LukeTasks

/// A task with its model, of whichever kind, ready to answer.
package protocol LoadedModel {
  /// What it answers for.
  associatedtype Task: FineTuningTask
  /// The answers to a corpus.
  func answers(to corpus: Task.Corpus) throws -> Task.Answers
}

/// A fine-tuned model and the task that reads for it and decodes what it says.
package struct FineTunedModel<Task: FineTuningTask>: LoadedModel {
  let task: Task
  let model: Task.Model

  /// The answers to a corpus, without a word of it.
  package func answers(to corpus: Task.Corpus) throws -> Task.Answers {
    try answers(to: corpus, RunObservers())
  }

  /// The answers to a corpus; what is dropped of it, and how far they are, is told.
  func answers(
    to corpus: Task.Corpus, _ observer: any RunObserver
  ) throws -> Task.Answers {
    try task.check(corpus)
    let prepared = task.features(of: corpus)
    try prepared.notes.forEach(observer.note)
    let features = prepared.features
    let outputs = try observer.during(.predicting, in: .examples) { progress in
      try EvaluationLoop.outputs(task, features, model) {
        try progress.tell($0, of: features.count)
      }
    }
    return task.answers(corpus, features, outputs: outputs)
  }
}
