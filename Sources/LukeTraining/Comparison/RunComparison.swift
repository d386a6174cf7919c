import LukeCheckpoints
import LukeJSON
import LukeSystem
import LukeTasks

/// Several runs, held against each other: scores, what was different in their recipes, and whether the difference
/// may be chance.
public struct RunComparison {
  private let runs: [ComparedRun]
  /// Each later run against the first, of the examples that both answered.
  private let differences: [RunDifference]

  /// Reads run folders.
  /// - Throws: `TrainingError.usage` for fewer than two, or for what is no run folder; `TrainingError.badData` for
  ///   answers that no run has written.
  public init(_ paths: [String]) throws {
    guard paths.count > 1 else {
      throw TrainingError.usage("name two run folders or more to compare")
    }
    runs = try paths.map { try ComparedRun($0) }
    differences = try Self.differences(of: runs)
  }

  // MARK: What is compared

  private typealias Row = (name: String, cells: [String])

  private var scoreRows: [Row] {
    [EvaluationSplit.test, .validation].flatMap { split -> [Row] in
      var names: [String] = []
      for run in runs {
        for score in run.scores(split) where !names.contains(score.name) {
          names.append(score.name)
        }
      }
      return names.map { name in
        (
          "\(split.rawValue) \(name)",
          runs.map { run in
            run.scores(split).first { $0.name == name }.map { ScoreText.value($0.name, $0.value) }
              ?? ""
          }
        )
      }
    }
  }

  private var sizeRows: [Row] {
    // Where all are over nobody asks.
    let states = runs.allSatisfy(\.standing.isFinished) ? [] : runs.map(\.progress)
    return [
      ("state", states),
      ("steps", runs.map { $0.record.step.map(String.init) ?? "" }),
      ("time", runs.map { $0.record.trainingSeconds.map(NumberText.duration) ?? "" }),
      ("version", runs.map { $0.record.program ?? "" }),
    ].filter { !$0.1.allSatisfy(\.isEmpty) }
  }

  /// The keys of the recipes that are not the same in all of them, with the value of each run; nil where it has none.
  private var differentKeys: [(key: String, values: [JSONValue?])] {
    var keys: [String] = []
    for run in runs {
      for (key, _) in run.settings where !keys.contains(key) { keys.append(key) }
    }
    return keys.compactMap { key in
      let values = runs.map { run in run.settings.first { $0.key == key }?.value }
      return Set(values.map(Self.text)).count > 1 ? (key, values) : nil
    }
  }

  private static func text(of value: JSONValue?) -> String {
    value?.string ?? value?.compactText ?? ""
  }

  private var differentRows: [Row] {
    differentKeys.map { ($0.key, $0.values.map(Self.text)) }
  }

  private static func differences(of runs: [ComparedRun]) throws -> [RunDifference] {
    try [EvaluationSplit.test, .validation].flatMap { split -> [RunDifference] in
      let first = try (path: runs[0].path, outcomes: runs[0].outcomes(split))
      return try runs.dropFirst().compactMap { run in
        try RunDifference(split, first: first, second: (run.path, run.outcomes(split)))
      }
    }
  }

  /// What makes the runs hard to compare, and what of them is not compared.
  private var remarks: [String] {
    let tasks = Set(runs.compactMap(\.task))
    var remarks: [String] = []
    let scored = [EvaluationSplit.test, .validation].filter { split in
      runs.contains { !$0.scores(split).isEmpty }
    }
    var named: Set<String> = []
    for run in runs where named.insert(run.path).inserted {
      remarks += run.remarksOnItself(scored: scored)
    }
    let splits = [EvaluationSplit.test, .validation].filter { split in
      runs.contains { $0.hasFileOfAnswers(split) }
    }
    var told: Set<String> = []
    for run in runs where told.insert(run.path).inserted {
      remarks += run.remarks(expecting: splits)
    }
    if tasks.count > 1 {
      remarks.append("the runs are of different tasks: \(tasks.sorted().joined(separator: ", "))")
    } else if differences.isEmpty {
      remarks.append(
        "whether it is chance is not known: no answers beside what is annotated were kept")
    }
    return remarks
  }

  // MARK: Forms

  /// The comparison for people, a line each.
  public func lines() throws -> [String] {
    let groups = [scoreRows, sizeRows, differentRows].filter { !$0.isEmpty }
    let rows = [[""] + runs.map(\.path)] + groups.joined().map { [$0.name] + $0.cells }
    return TextTable.lines(rows) + [""] + differences.flatMap(\.lines) + remarks
  }

  /// The same as one JSON object: scores as in the run log, those of each label among them, and times in seconds.
  /// - Throws: `TrainingError.badData` for answers that no run has written.
  public func json() throws -> String {
    return JSONValue.object([
      "runs": .array(runs.indices.map(runObject)),
      "differences": .array(differences.map(\.json)),
      "remarks": .array(remarks.map(JSONValue.string)),
    ]).compactText
  }

  /// What is said of the run at a place.
  private func runObject(_ index: Int) -> JSONValue {
    let run = runs[index]
    let different = differentKeys.map { key, values in
      JSONValue.Member(key: key, value: values[index] ?? .null)
    }
    let scores = JSONValue.object([
      "test": Self.json(run.record.test), "validation": Self.json(run.record.validation),
    ])
    let task = run.task.map(JSONValue.string) ?? .null
    let deciding = run.deciding.map(JSONValue.string) ?? .null
    let steps = run.record.step.map(JSONValue.integer) ?? .null
    let seconds = run.record.trainingSeconds.map(JSONValue.double) ?? .null
    let version = run.record.program.map(JSONValue.string) ?? .null
    return .object([
      "path": .string(run.path), "state": .string(run.standing.name),
      "progress": .string(run.progress), "task": task, "deciding": deciding, "scores": scores,
      "steps": steps, "seconds": seconds, "version": version, "different": .object(different),
    ])
  }

  private static func json(_ scores: ModelRecord.Scores?) -> JSONValue {
    guard let scores else { return .null }
    return .object(
      scores.values.map { JSONValue.Member(key: $0.name, value: .double($0.value)) })
  }

  /// The same as one page, with the curves of all runs in one plot.
  public func page() throws -> String {
    func table(_ rows: [Row]) -> String {
      rows.isEmpty
        ? ""
        : HTMLText.table(
          [""] + runs.map { HTMLText.escaped($0.path) },
          rows.map { [HTMLText.escaped($0.name)] + $0.cells.map(HTMLText.escaped) })
    }
    func plot(_ title: String, _ points: (ComparedRun) -> [(x: Double, y: Double)]) -> String {
      LinePlot(title: title, curves: runs.map { .init(name: $0.path, points: points($0)) }).figure
    }
    let deciding = runs.compactMap(\.deciding).first ?? "loss"
    let plots = [
      plot("loss") { $0.history.curve("loss") },
      plot("validation \(deciding)") { $0.history.scores("validation", deciding) },
      plot("learning rate") { $0.history.curve("learning_rate") },
      plot("words a second") { $0.history.speed },
    ].filter { !$0.isEmpty }
    let chances = (differences.flatMap(\.lines) + remarks).map {
      "<p>\(HTMLText.escaped($0))</p>"
    }
    let body = [
      "<header><h1>\(HTMLText.escaped(runs.map(\.path).joined(separator: ", ")))</h1></header>",
      HTMLText.section("Scores", [table(scoreRows), table(sizeRows)]),
      HTMLText.section("Is it chance?", chances),
      HTMLText.section(
        "How they went", ["<div class=\"plots\">\(plots.joined(separator: "\n"))</div>"]),
      HTMLText.section("What was different", [table(differentRows)]),
    ]
    return HTMLText.page(title: "Comparison of \(counted(runs.count, "run"))", body)
  }

  /// Writes the page to a file.
  /// - Throws: a `UserError` where it cannot be written, or something is there and is not to be replaced.
  public func writePage(to path: String, isReplacing: Bool = false) throws {
    let place = OutputPlace(path, reading: runs.map(\.path), isReplacing: isReplacing)
    try place.checkIsOfNoRun()
    let text = try page()
    try place.withClaimOnFile { try AtomicFile.write(text.utf8, to: path) }
  }
}
