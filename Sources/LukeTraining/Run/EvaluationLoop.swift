import LukeAutodiff
import LukeModel
import LukeTasks

/// Runs features through a model without gradients.
enum EvaluationLoop {
  /// The most words and entities of one pass; enough to fill the processor, little memory.
  static let mostTokens = 4096

  /// What is said of a model whose outputs are infinite or not a number.
  static var answersAreNoNumbers: TrainingError {
    .badData(
      "the model's answers are not numbers: its weights are damaged, or training went astray "
        + "(lower training.learning_rate)")
  }

  /// The head's outputs for each feature, row by row, in the order of the features.
  ///
  /// Features of similar length run together; `onProgress` gets the number done, and may throw to stop.
  static func outputs<Task: FineTuningTask>(
    _ task: Task, _ features: [Task.Feature], _ model: Task.Model,
    onProgress: (Int) throws -> Void = { _ in }
  ) throws -> [[Float]] {
    let lengths = features.map(task.tokenCount)
    let order = features.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
    var results = [[Float]](repeating: [], count: features.count)
    var start = 0
    while start < order.count {
      var (end, tokens) = (start, 0)
      while end < order.count, end == start || tokens + lengths[order[end]] <= mostTokens {
        tokens += lengths[order[end]]
        end += 1
      }
      let indices = order[start..<end]
      let batch = indices.map { features[$0] }
      let input = task.input(batch, paddingID: model.luke.configuration.paddingID)
      let values = model.outputs(input, on: Tape(.inference)).values
      guard values.allSatisfy(\.isFinite) else {
        throw answersAreNoNumbers
      }
      let rowCounts = batch.map(task.rows(of:))
      let columns = values.count / max(1, rowCounts.reduce(0, +))
      var offset = 0
      for (index, rows) in zip(indices, rowCounts) {
        results[index] = Array(values[offset..<offset + rows * columns])
        offset += rows * columns
      }
      start = end
      try onProgress(start)
    }
    return results
  }

  /// The indices of the longest features, as many as one pass holds: no other pass takes more memory.
  static func longestPass<Task: FineTuningTask>(
    _ task: Task, _ features: [Task.Feature]
  ) -> [Int] {
    let lengths = features.map(task.tokenCount)
    var tokens = 0
    return Array(
      features.indices.sorted { (lengths[$0], $0) > (lengths[$1], $1) }.prefix { index in
        let isFirst = tokens == 0
        tokens += lengths[index]
        return isFirst || tokens <= mostTokens
      })
  }
}
