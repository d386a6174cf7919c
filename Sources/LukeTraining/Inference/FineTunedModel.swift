import LukeTasks

/// A task with its model, of whichever kind, ready to answer.
package protocol LoadedModel {}

/// A fine-tuned model and the task that reads for it and decodes what it says.
package struct FineTunedModel<Task: FineTuningTask>: LoadedModel {
  let task: Task
  let model: Task.Model

  /// The answers to a corpus; what is dropped of it goes to `report`.
  func answers(
    to corpus: Task.Corpus, report: (String) -> Void = { _ in },
    onProgress: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
  ) throws -> Task.Answers {
    let prepared = task.features(of: corpus)
    prepared.notes.forEach(report)
    let features = prepared.features
    let outputs = try EvaluationLoop.outputs(task, features, model) { done in
      try onProgress(done, features.count)
    }
    return task.answers(corpus, features, outputs: outputs)
  }
}
