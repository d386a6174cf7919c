import LukeJSON
import LukeTasks

/// Lines of the run log, `metrics.jsonl`.
enum MetricsLine {
  static func step(_ state: RunState, learningRate: Double) -> String {
    let parts = (state.lossParts ?? [:]).sorted { $0.key < $1.key }.map {
      ($0.key, JSONValue.double($0.value / Double(state.lossCount)))
    }
    return line(
      [("step", .integer(state.step)), ("loss", .double(state.meanLoss))] + parts
        + [("learning_rate", .double(learningRate))]
        + (state.skippedSteps.map { [("skipped_steps", .integer($0))] } ?? []))
  }

  static func spike(_ state: RunState, _ spike: LossWatch.Spike) -> String {
    line([
      ("step", .integer(state.step)), ("spike", .double(spike.loss)),
      ("usual_loss", .double(spike.usual)),
    ])
  }

  /// - Parameter checksums: the CRC-32 of each file that was scored, where those may change.
  static func scores(
    _ state: RunState, split: String, _ scores: TaskScores, checksums: [UInt32] = []
  ) -> String {
    let files = JSONValue.array(checksums.map { .integer(Int($0)) })
    return line(
      [("step", .integer(state.step)), ("split", .string(split))]
        + (checksums.isEmpty ? [] : [(checksumsKey, files)])
        + scores.values.map { ($0.name, .double($0.value)) })
  }

  /// The key of the files that were scored.
  static let checksumsKey = "file_checksums"

  private static func line(_ members: [(String, JSONValue)]) -> String {
    JSONValue.object(members.map { JSONValue.Member(key: $0.0, value: $0.1) }).compactText
  }
}
