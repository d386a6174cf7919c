import LukeJSON
import LukeTasks

/// How far a sweep is: the content of `sweep.json`.
struct SweepState {
  /// Which values are tried.
  var plan: SearchPlan
  /// The recipe without the values of the trials, resolved.
  var recipe: JSONValue
  /// The trials in the order of their numbers.
  var trials: [SweepTrial]
  /// The checksums of the data, where all trials have the same.
  var data: [String: [UInt32]] = [:]
  /// The numbers of trials of an earlier sweep that are still to be removed.
  var remains: [Int] = []

  var keys: [String] { plan.keys.map(\.keyPath) }

  /// Nothing is begun yet.
  init(_ plan: SearchPlan, _ recipe: JSONValue) {
    (self.plan, self.recipe) = (plan, recipe)
    trials = plan.trials.enumerated().map { SweepTrial(number: $0 + 1, values: $1) }
  }

  /// Takes another number of trials, but not fewer than were begun.
  mutating func extend(to plan: SearchPlan) {
    let more = SweepState(plan, recipe).trials
    trials.removeAll { $0.number > more.count && $0.state == .waiting }
    trials += more.dropFirst(trials.count)
    self.plan = plan
  }

  /// The content of the file; `best` is the number of the best trial.
  func text(best: Int?) -> String {
    var method: JSONValue = .object(["method": .string("grid")])
    if case .random(let trials, let seed) = plan.method {
      method = .object([
        "method": .string("random"), "trials": .integer(trials), "seed": .integer(seed),
      ])
    }
    method["keys"] = .array(plan.keys.map { .string($0.description) })
    return JSONValue.object([
      "best": best.map(JSONValue.integer) ?? .null, "plan": method,
      "trials": .array(trials.map { $0.json(keys) }), "data": SameData.json(data),
      "remains": .array(remains.map(JSONValue.integer)),
      "recipe": recipe,
    ]).prettyText + "\n"
  }

  /// Reads what ``text(best:)`` writes; nil for anything else.
  init?(_ json: JSONValue) {
    guard let plan = json["plan"].flatMap(SearchPlan.init(json:)), let recipe = json["recipe"],
      let elements = json["trials"]?.elements
    else { return nil }
    let trials = elements.compactMap { SweepTrial($0) }
    guard trials.count == elements.count,
      trials.allSatisfy({ $0.values.count == plan.keys.count }),
      trials.map(\.number) == Array(1..<trials.count + 1)
    else { return nil }
    (self.plan, self.recipe, self.trials) = (plan, recipe, trials)
    data = SameData.checksums(json["data"])
    remains = (json["remains"]?.elements ?? []).compactMap(\.wholeNumber)
  }
}

extension SearchPlan {
  fileprivate init?(json: JSONValue) {
    let method: Method? =
      switch json["method"]?.string {
      case "grid": .grid
      case "random":
        json["trials"]?.wholeNumber.flatMap { trials in
          json["seed"]?.wholeNumber.map { .random(trials: trials, seed: $0) }
        }
      default: nil
      }
    guard let method, let elements = json["keys"]?.elements else { return nil }
    let keys = elements.compactMap { element in
      element.string.flatMap { try? SearchKey(parsing: $0, of: "") }
    }
    guard keys.count == elements.count, let plan = try? SearchPlan(keys, method) else { return nil }
    self = plan
  }

  /// What would be given on the command line.
  var options: String {
    switch method {
    case .grid: keys.map { "--grid \($0)" }.joined(separator: " ")
    case .random(let trials, let seed):
      keys.map { "--random \($0)" }.joined(separator: " ") + " --trials \(trials) --seed \(seed)"
    }
  }

  /// Whether another plan has the same trials, or the same and some more.
  func isSame(as other: SearchPlan) -> Bool {
    switch (method, other.method) {
    case (.grid, .grid): keys == other.keys
    case (.random(_, let one), .random(_, let two)): keys == other.keys && one == two
    default: false
    }
  }
}
