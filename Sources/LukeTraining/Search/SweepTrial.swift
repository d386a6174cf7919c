import LukeJSON
import LukeTasks

/// One training of a sweep.
public struct SweepTrial: Hashable, Sendable {
  /// How far a trial is.
  public enum State: String, Hashable, Sendable {
    /// Not begun.
    case waiting
    /// Begun, and not at its end.
    case begun
    /// At its end.
    case finished
    /// Stopped early, for others were better.
    case stopped
    /// Ended by numbers that went astray.
    case failed
  }

  /// A score under its name.
  public struct Score: Hashable, Sendable {
    /// Such as `f1`.
    public var name: String
    /// The score itself.
    public var value: Double
    /// The score as a number that is higher the better the model is.
    public var rank: Double
  }

  /// Its number, from 1.
  public var number: Int
  /// The values of the keys, in their order, as `--set` takes them.
  public var values: [String]
  /// How far it is.
  public var state = State.waiting
  /// The score of its final model on the validation data; of one that did not come to its end the best.
  public var validation: Score?
  /// The score of its final model on the test data, which decides nothing.
  public var test: Score?
  /// How long it took, all its starts together.
  public var seconds = 0.0
  /// Why it was stopped, or failed.
  public var reason: String?
  /// The evaluations on the validation data.
  var evaluations: [MedianStopping.Evaluation] = []

  init(number: Int, values: [String]) { (self.number, self.values) = (number, values) }

  /// Whether it is not trained any further.
  var isOver: Bool { state != .waiting && state != .begun }

  /// The name of its folder.
  var folderName: String { "trial-\(number)" }
}

// MARK: - In the file

extension SweepTrial {
  func json(_ keys: [String]) -> JSONValue {
    var json: JSONValue = .object([
      "trial": .integer(number), "state": .string(state.rawValue),
      "values": .object(
        zip(keys, values).map { JSONValue.Member(key: $0, value: .string($1)) }),
    ])
    json["validation"] = validation?.json
    json["test"] = test?.json
    json["seconds"] = .double((seconds * 10).rounded() / 10)
    json["reason"] = reason.map(JSONValue.string)
    json["evaluations"] = .array(
      evaluations.map {
        .object([
          "step": .integer($0.step), "steps": .integer($0.stepCount), "rank": .double($0.rank),
        ])
      })
    return json
  }

  /// Reads what ``json(_:)`` writes; nil for anything else.
  init?(_ json: JSONValue) {
    guard let number = json["trial"]?.wholeNumber, let values = json["values"]?.members,
      let state = json["state"]?.string.flatMap(State.init)
    else { return nil }
    self.init(number: number, values: values.compactMap(\.value.string))
    self.state = state
    validation = json["validation"].flatMap { Score($0) }
    test = json["test"].flatMap { Score($0) }
    seconds = json["seconds"]?.double ?? 0
    reason = json["reason"]?.string
    evaluations = (json["evaluations"]?.elements ?? []).compactMap { json in
      guard let step = json["step"]?.wholeNumber, let count = json["steps"]?.wholeNumber else {
        return nil
      }
      return .init(step: step, stepCount: count, rank: json["rank"]?.double ?? -.infinity)
    }
  }
}

extension SweepTrial.Score {
  init(_ scores: TaskScores) {
    self.init(name: scores.deciding.name, value: scores.deciding.value, rank: scores.rank)
  }

  fileprivate init?(_ json: JSONValue) {
    guard let name = json["name"]?.string else { return nil }
    self.init(
      name: name, value: json["value"]?.double ?? .nan, rank: json["rank"]?.double ?? -.infinity)
  }

  fileprivate var json: JSONValue {
    .object(["name": .string(name), "value": .double(value), "rank": .double(rank)])
  }
}
