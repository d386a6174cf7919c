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
  /// Examples that are the same in both, where none is annotated the same, and what is annotated in either.
  private let otherwise: (count: Int, first: String, second: String)?

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
    let examples = [first, second].map { Set($0.outcomes.values.map(\.example)) }
    let shared = examples[0].intersection(examples[1]).count
    otherwise =
      pairs.isEmpty && shared > 0
      ? (
        count: shared, first: Self.annotation(first.outcomes),
        second: Self.annotation(second.outcomes)
      ) : nil
  }

  /// What kind of answers is annotated.
  private static func annotation(_ outcomes: [String: ComparedRun.Outcome]) -> String {
    outcomes.values.allSatisfy { $0.number != nil }
      ? "scores" : outcomes.values.allSatisfy { $0.entities != nil } ? "entities" : "labels"
  }

  /// Why nothing is compared; nil where something is.
  private var reason: String? {
    if !results.isEmpty { return nil }
    if count > 0 {
      return "answered the same \(counted(count, "example")) in ways that cannot be compared"
    }
    guard let otherwise else { return "have no example in common" }
    let what =
      otherwise.first == otherwise.second
      ? "other \(otherwise.first)"
      : "\(otherwise.first) in the one and \(otherwise.second) in the other"
    return "answered the same \(counted(otherwise.count, "example")), annotated with \(what), "
      + "so that their answers cannot be compared"
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
    if let reason { return ["\(names): \(reason)"] }
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
      "reason": reason.map(JSONValue.string) ?? .null,
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
