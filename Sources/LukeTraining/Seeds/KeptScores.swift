import LukeCheckpoints
import LukeTasks

/// The scores of a model on some data, as files keep them.
package typealias KeptScores = ModelRecord.Scores

extension ModelRecord.Scores {
  /// The scores of a task.
  package init(_ scores: TaskScores) {
    self.init(
      deciding: scores.deciding.name, rank: scores.rank,
      values: scores.values.map { .init(name: $0.name, value: $0.value) })
  }
}
