import LukeJSON
import LukeTasks

/// The scores of a model on some data, as a file keeps them.
package struct KeptScores: Equatable {
  /// The name of the score that decides.
  var deciding: String
  /// The deciding score as a number that is higher the better the model is.
  var rank: Double
  /// All scores in the order of the run log.
  var values: [TaskScores.Value]

  package init(_ scores: TaskScores) {
    (deciding, rank, values) = (scores.deciding.name, scores.rank, scores.values)
  }

  /// Reads what ``json`` writes; nil for anything else.
  init?(_ json: JSONValue) {
    guard let deciding = json["decides"]?.string, let scores = json["scores"]?.members else {
      return nil
    }
    self.deciding = deciding
    rank = json["rank"]?.double ?? .nan
    values = scores.map { TaskScores.Value(name: $0.key, value: $0.value.double ?? .nan) }
  }

  var json: JSONValue {
    .object([
      "decides": .string(deciding), "rank": .double(rank),
      "scores": .object(
        values.map { JSONValue.Member(key: $0.name, value: .double($0.value)) }),
    ])
  }

  /// The deciding score itself.
  var score: Double { values.first { $0.name == deciding }?.value ?? rank }
}
