import LukeTestSupport
import LukeTraining
import Testing

/// Which values a sweep tries, and when it ends a trial.
@Suite struct SearchTests {
  private func key(_ text: String, _ option: String = "--grid") throws -> SearchKey {
    try SearchKey(parsing: text, of: option)
  }

  @Test func valuesStandBetweenCommas() throws {
    #expect(try key("training.epochs=1,2,3").values == .list(["1", "2", "3"]))
    #expect(
      try key(#"training.evaluate_every={"steps": 5},{"steps": 10}"#).values
        == .list([#"{"steps": 5}"#, #"{"steps": 10}"#]))
    #expect(try key(#"task.labels=["a,b","c"],null"#).values == .list([#"["a,b","c"]"#, "null"]))
    #expect(
      try key("training.learning_rate=1e-5..1e-3").values
        == .range(lowest: 1e-5, highest: 1e-3, isWhole: false))
    #expect(
      try key("training.batch_size=4..32").values == .range(lowest: 4, highest: 32, isWhole: true))
    // No range, but a path.
    #expect(try key("model.from=../a,../b").values == .list(["../a", "../b"]))
  }

  /// What is kept in a file reads back as what it was.
  @Test(arguments: [
    "a=1,2", "a=1e-05..0.001", "a=1..8", "a=1.0..8.0", #"a={"steps": 5},{"epochs": 1}"#,
  ])
  func descriptionsReadBack(_ text: String) throws {
    #expect(try key(key(text).description) == key(text))
  }

  @Test(arguments: [
    ("training.epochs", "--grid training.epochs: must be key.path=value,value,…"),
    ("=1", "--grid =1: must be key.path=value,value,…"),
    ("a=1,,2", "--grid a=1,,2: value 2 is empty"),
    ("a=1,2,1", "--grid a=1,2,1: names 1 twice"),
    ("a=2..1", "--grid a=2..1: the range must go up: 2 is not below 1"),
  ])
  func wrongValuesAreNamed(_ text: String, _ message: String) {
    #expect(LukeTestSupport.message { try key(text) } == message)
  }

  private func plan(_ keys: [String], trials: Int? = nil, seed: Int = 1) throws -> SearchPlan {
    try SearchPlan(
      keys.map { try key($0) }, trials.map { .random(trials: $0, seed: seed) } ?? .grid)
  }

  @Test(arguments: [
    (["a=1", "a=2"], "--grid a: is given twice; name all values in one"),
    (
      ["a=1..2"],
      "--grid a=1..2: is a range, of which a grid cannot try every number; list values with commas, or give "
        + "it to --random"
    ),
    (
      ["output=a,b"],
      "--grid output: changes nothing of the training; each trial has a folder of its own"
    ),
    (
      ["training.seeds=[1]"],
      "--grid training.seeds: each trial is trained with one seed; name values of training.seed"
    ),
    (
      ["data.validation_share=0.1,0.2"],
      "--grid data.validation_share: trials that are scored otherwise cannot be compared; set it for all "
        + "with --set"
    ),
  ])
  func wrongPlansAreRefused(_ keys: [String], _ message: String) {
    #expect(LukeTestSupport.message { try plan(keys) } == message)
  }

  @Test func aGridMayNotBeEndless() {
    let list = (0..<101).map(String.init).joined(separator: ",")
    #expect(
      message { try plan(["a=" + list, "b=" + list]) }
        == "--grid: would be more than 10000 trials; list fewer values, or try some of them with --random"
    )
  }

  @Test func aGridHasEveryCombination() throws {
    #expect(
      try plan(["a=1,2", "b=x,y,z"]).trials == [
        ["1", "x"], ["1", "y"], ["1", "z"], ["2", "x"], ["2", "y"], ["2", "z"],
      ])
  }

  /// The seed decides; more trials are the same and some more; nothing is drawn twice.
  @Test func randomTrialsFollowFromTheSeed() throws {
    let keys = ["a=1e-5..1e-3", "b=1,2,3", "c=1..8"]
    let trials = try plan(keys, trials: 20).trials
    #expect(try plan(keys, trials: 20).trials == trials)
    #expect(Array(try plan(keys, trials: 50).trials.prefix(20)) == trials)
    #expect(try plan(keys, trials: 20, seed: 2).trials != trials)
    #expect(Set(trials).count == 20)
    #expect(Set(try plan(["b=1,2,3"], trials: 10).trials) == [["1"], ["2"], ["3"]])
  }

  /// Small numbers are as likely as large ones where a range spans a factor of ten.
  @Test func wideRangesAreDrawnByTheirLogarithms() throws {
    func share(_ range: String, below limit: Double) throws -> Double {
      let trials = try plan(["a=" + range], trials: 2000).trials
      let numbers = trials.compactMap { Double($0[0]) }
      #expect(numbers.count == trials.count)
      let ends = range.components(separatedBy: "..").compactMap { Double($0) }
      #expect(numbers.allSatisfy { $0 >= ends[0] && $0 <= ends[1] })
      return Double(numbers.count { $0 < limit }) / Double(numbers.count)
    }
    #expect(abs(try share("1e-5..1e-3", below: 1e-4) - 0.5) < 0.05)
    #expect(abs(try share("0.0..10.0", below: 5) - 0.5) < 0.05)
    #expect(abs(try share("1.0..9.0", below: 5) - 0.5) < 0.05)
    #expect(try Set(plan(["a=1..4"], trials: 9).trials) == [["1"], ["2"], ["3"], ["4"]])
    #expect(try plan(["a=1..1000"], trials: 50).trials.allSatisfy { Int($0[0]) != nil })
  }

  @Test(arguments: [
    ("90s", 90), ("45min", 2700), ("45m", 2700), ("2h", 7200), ("1h30min", 5400), ("1.5d", 129_600),
  ])
  func timesAreRead(_ text: String, _ seconds: Double) {
    #expect(TimeSpan.seconds(text) == seconds)
  }

  @Test(arguments: ["", "2", "h", "2 h", "-1h", "0s", "1h30", "inf h", "1..5h"])
  func othersAreNoTimes(_ text: String) { #expect(TimeSpan.seconds(text) == nil) }

  // MARK: The median

  private func evaluations(_ ranks: Double..., of count: Int = 10) -> [MedianStopping.Evaluation] {
    ranks.enumerated().map { .init(step: $0 + 1, stepCount: count, rank: $1) }
  }

  @Test func aTrialBelowTheMedianIsStopped() {
    let others = [
      evaluations(1, 2, 3, 4, 5), evaluations(2, 3, 4, 5, 6), evaluations(3, 4, 5, 6, 2),
    ]
    #expect(
      MedianStopping.reason(evaluations(1, 1, 1, 4), others: others)
        == .init(best: 4, median: 5, count: 3))
    #expect(MedianStopping.reason(evaluations(1, 1, 1, 5), others: others) == nil)
    // The best score so far counts, of others as well.
    #expect(MedianStopping.reason(evaluations(6, 1, 1, 1), others: others) == nil)
    #expect(MedianStopping.reason(evaluations(5, 1, 1, 1, 1), others: others)?.median == 6)
  }

  /// In the first third, at the end, and where there is but one other, nothing is stopped.
  @Test func aTrialHasGrace() {
    let others = [
      evaluations(5, 5, 5, 5, 5, 5, 5, 5, 5, 5), evaluations(6, 6, 6, 6, 6, 6, 6, 6, 6, 6),
    ]
    #expect(MedianStopping.reason(evaluations(1, 1, 1), others: others) == nil)
    #expect(MedianStopping.reason(evaluations(1, 1, 1, 1), others: others) != nil)
    #expect(
      MedianStopping.reason(evaluations(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), others: others) == nil)
    #expect(MedianStopping.reason(evaluations(1, 1, 1, 1), others: [others[0]]) == nil)
    // Those that have not got as far say nothing.
    #expect(
      MedianStopping.reason(evaluations(1, 1, 1, 1), others: [others[0], evaluations(6, 6)]) == nil)
  }

  /// Trials of other lengths are compared at the same share of their steps.
  @Test func sharesOfStepsAreCompared() {
    let long = evaluations(1, 1, 1, 1, 1, 1, 1, 1, 9, 9, of: 20)
    let others = [long, long]
    #expect(MedianStopping.reason(evaluations(0, 0, 0, 0), others: others)?.median == 1)
    #expect(MedianStopping.reason(evaluations(0, 0, 0, 0, 0), others: others)?.median == 9)
  }
}
