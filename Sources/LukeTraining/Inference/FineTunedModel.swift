import LukeTasks

/// A task with its model, of whichever kind, ready to answer.
package protocol LoadedModel {}

/// A fine-tuned model and the task that reads for it and decodes what it says.
struct FineTunedModel<Task: FineTuningTask>: LoadedModel {
  let task: Task
  let model: Task.Model

  /// The answers to a corpus.
  func answers(to corpus: Task.Corpus) throws -> Task.Answers {
    let features = task.features(of: corpus).features
    let outputs = try EvaluationLoop.outputs(task, features, model)
    return task.answers(corpus, features, outputs: outputs)
  }
}
