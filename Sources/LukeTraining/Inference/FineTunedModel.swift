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
    var all: Task.Answers?
    try answer([corpus], of: corpus, observer) { all = $1 }
    guard let all else { throw TrainingError.internalFault("a corpus was not answered") }
    return all
  }

  /// Answers a corpus in portions; what is dropped of it, and how far they are, is told.
  /// - Parameters:
  ///   - portions: the parts of the corpus, in their order.
  ///   - knownCount: how many of them need no answers any more.
  ///   - emit: gets the portions that are answered now, each with its answers.
  func answer(
    _ portions: [Task.Corpus], of corpus: Task.Corpus, knownCount: Int = 0,
    _ observer: any RunObserver, emit: (Task.Corpus, Task.Answers) throws -> Void
  ) throws {
    try task.check(corpus)
    let prepared = task.features(of: corpus)
    try prepared.notes.forEach(observer.note)
    let count = prepared.features.count
    try observer.during(.predicting, in: .examples) { progress in
      var done = 0
      for (number, portion) in portions.enumerated() {
        let features =
          portions.count == 1 ? prepared.features : task.features(of: portion).features
        if number >= knownCount {
          let outputs = try EvaluationLoop.outputs(task, features, model) {
            try progress.update(done + $0, of: count)
          }
          try emit(portion, task.answers(portion, features, outputs: outputs))
        }
        done += features.count
      }
    }
  }
}
