import LukeJSON
import LukeSystem
import LukeTasks

/// A run held against the first of several, on the examples of a split that both answered, and whether the difference
/// may be chance.
struct RunDifference {
  /// What is compared.
  enum Measure: String {
    /// F1 of entities.
    case entityF1 = "entity_f1"
    /// The share of examples that are wholly right.
    case whollyRight = "wholly_right"
    /// Pearson's correlation of scores with those that are annotated.
    case pearson
  }

  private let split: EvaluationSplit
  /// The folders as the user named them.
  private let first, second: String
  /// The examples that both answered, and the most that one of them did.
  private let count, most: Int
  private let results: [(measure: Measure, bootstrap: PairedBootstrap)]

  /// Holds a run against the first; nil where nothing is known of the answers of one of them.
  init?(
    _ split: EvaluationSplit, first: (path: String, outcomes: [String: ComparedRun.Outcome]),
    second: (path: String, outcomes: [String: ComparedRun.Outcome])
  ) {
    if first.outcomes.isEmpty || second.outcomes.isEmpty { return nil }
    (self.split, self.first, self.second) = (split, first.path, second.path)
    let pairs = first.outcomes.keys.sorted().compactMap { key in
      first.outcomes[key].flatMap { one in second.outcomes[key].map { (first: one, second: $0) } }
    }
    (count, most) = (pairs.count, max(first.outcomes.count, second.outcomes.count))
    results = pairs.isEmpty ? [] : Self.results(of: pairs)
  }

  private static func results(
    of pairs: [(first: ComparedRun.Outcome, second: ComparedRun.Outcome)]
  ) -> [(measure: Measure, bootstrap: PairedBootstrap)] {
    // What not all examples have is compared of none.
    func all<Value>(_ value: (ComparedRun.Outcome) -> Value?) -> [(first: Value, second: Value)]? {
      let found = pairs.compactMap { pair in
        value(pair.first).flatMap { one in value(pair.second).map { (first: one, second: $0) } }
      }
      return found.count == pairs.count ? found : nil
    }
    var results: [(measure: Measure, bootstrap: PairedBootstrap)] = []
    if let parts = all(\.entities) { results.append((.entityF1, PairedBootstrap(parts))) }
    if let answers = all(\.isRight) { results.append((.whollyRight, PairedBootstrap(answers))) }
    if let numbers = all(\.number) {
      let bootstrap = PairedBootstrap(
        gold: numbers.map { $0.first.gold }, first: numbers.map { $0.first.answer },
        second: numbers.map { $0.second.answer })
      results.append((.pearson, bootstrap))
    }
    return results
  }

  /// What to say of it, a line for each measure.
  var lines: [String] {
    let names = "\(split.rawValue): \(first) and \(second)"
    if count == 0 { return ["\(names): have no example in common"] }
    let rest =
      count < most
      ? "; \(most - count) of \(most) are not the same in both: their data differ" : ""
    return results.map { measure, bootstrap in
      let text =
        switch measure {
        case .entityF1: bootstrap.entityText
        case .whollyRight: bootstrap.text
        case .pearson: bootstrap.correlationText
        }
      return "\(names): \(text)\(rest)"
    }
  }

  /// The same as JSON: scores and differences from 0 to 1.
  var json: JSONValue {
    .object([
      "split": .string(split.rawValue), "first": .string(first), "second": .string(second),
      "examples": .integer(count), "not_in_both": .integer(most - count),
      "measures": .array(results.map { Self.json($0.measure, $0.bootstrap) }),
    ])
  }

  private static func json(_ measure: Measure, _ bootstrap: PairedBootstrap) -> JSONValue {
    let (low, high) = (bootstrap.interval.lowerBound, bootstrap.interval.upperBound)
    return .object([
      "name": .string(measure.rawValue), "first": .double(bootstrap.first),
      "second": .double(bootstrap.second), "difference": .double(bootstrap.difference),
      "interval": .array([.double(low), .double(high)]),
      "probability": .double(bootstrap.probability),
    ])
  }
}
