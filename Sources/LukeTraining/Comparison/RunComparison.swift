import LukeCheckpoints
import LukeSystem
import LukeTasks

/// Several runs, held against each other: scores, what was different in their recipes, and whether the difference
/// may be chance.
public struct RunComparison {
  private let runs: [ComparedRun]

  /// Reads run folders.
  /// - Throws: `TrainingError.usage` for fewer than two, or for what is no run folder.
  public init(_ paths: [String]) throws {
    guard paths.count > 1 else {
      throw TrainingError.usage("name two run folders or more to compare")
    }
    runs = try paths.map { try ComparedRun($0) }
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
    [
      ("steps", runs.map { $0.record.step.map(String.init) ?? "" }),
      ("time", runs.map { $0.record.trainingSeconds.map(NumberText.duration) ?? "" }),
      ("version", runs.map { $0.record.program ?? "" }),
    ].filter { !$0.1.allSatisfy(\.isEmpty) }
  }

  /// The keys of the recipes that are not the same in all of them.
  private var differentRows: [Row] {
    var keys: [String] = []
    for run in runs {
      for (key, _) in run.settings where !keys.contains(key) { keys.append(key) }
    }
    return keys.compactMap { key in
      let values = runs.map { run in run.settings.first { $0.key == key }?.value ?? "" }
      return Set(values).count > 1 ? (key, values) : nil
    }
  }

  /// Each later run against the first, of the examples that both answered.
  private func significances() throws -> [String] {
    try [EvaluationSplit.test, .validation].flatMap { split -> [String] in
      let first = try runs[0].outcomes(split)
      return try runs.dropFirst().flatMap { run in
        try significances(split, first, run, run.outcomes(split))
      }
    }
  }

  private func significances(
    _ split: EvaluationSplit, _ first: [String: ComparedRun.Outcome], _ run: ComparedRun,
    _ other: [String: ComparedRun.Outcome]
  ) -> [String] {
    if first.isEmpty || other.isEmpty { return [] }
    let names = "\(split.rawValue): \(runs[0].path) and \(run.path)"
    let pairs = first.keys.sorted().compactMap { key in
      first[key].flatMap { one in other[key].map { (first: one, second: $0) } }
    }
    if pairs.isEmpty { return ["\(names): have no example in common"] }
    let most = max(first.count, other.count)
    let rest =
      pairs.count < most
      ? "; \(most - pairs.count) of \(most) are not the same in both: their data differ" : ""
    let entities = pairs.compactMap { pair in
      pair.first.entities.flatMap { one in pair.second.entities.map { (first: one, second: $0) } }
    }
    let shares = PairedBootstrap(
      pairs.map { (first: $0.first.isRight, second: $0.second.isRight) })
    return
      (entities.count == pairs.count
      ? ["\(names): \(PairedBootstrap(entities).entityText)\(rest)"] : [])
      + ["\(names): \(shares.text)\(rest)"]
  }

  /// What makes the runs hard to compare, and what of them is not compared.
  private func remarks(_ significances: [String]) -> [String] {
    let tasks = Set(runs.compactMap(\.task))
    var remarks = runs.filter(\.isOfSeeds).map {
      "\($0.path): of several seeds, the best of which is shown; luke-train inspect \($0.path) has them all"
    }
    if tasks.count > 1 {
      remarks.append("the runs are of different tasks: \(tasks.sorted().joined(separator: ", "))")
    } else if significances.isEmpty {
      remarks.append(
        "whether it is chance is not known: no answers that are right or wrong were kept")
    }
    return remarks
  }

  // MARK: Forms

  /// The comparison for people, a line each.
  public func lines() throws -> [String] {
    let groups = [scoreRows, sizeRows, differentRows].filter { !$0.isEmpty }
    let rows = [[""] + runs.map(\.path)] + groups.joined().map { [$0.name] + $0.cells }
    let significances = try significances()
    return TextTable.lines(rows) + [""] + significances + remarks(significances)
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
    let significances = try significances()
    let chances = (significances + remarks(significances)).map { "<p>\(HTMLText.escaped($0))</p>" }
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
