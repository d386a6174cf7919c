import Foundation
import LukeJSON
import LukeSystem
import LukeTasks

/// A page on a run: one file that needs nothing else, made of what the run folder holds.
struct ReportPage {
  let recipe: Recipe
  /// The run folder as the user named it.
  let folder: String
  /// The name that the recipe goes by.
  let title: String
  let history: RunHistory
  /// The steps so far, and of the whole run.
  var steps: (done: Int, total: Int)
  /// The newest scores of each split.
  var scores: [(split: EvaluationSplit, step: Int, scores: TaskScores)]
  /// The final model; nil while the run goes on.
  var modelPath: String?

  /// The page.
  func text() throws -> String {
    let answered = scores.last { $0.scores.answers != nil }
    let judged = try answered?.scores.answers?.judged()
    let lines = judged?.objects ?? []
    let numbers = NumberAnswers(
      lines, split: answered?.split.rawValue ?? "", scores: answered?.scores.values ?? [])
    let body = [
      heading, notices, plots, labelScores, numbers.plot, confusions(judged?.confusions),
      calibration(judged?.calibration), numbers.errors, errors(lines), examples(lines), times,
      commands, facts,
    ]
    return HTMLText.page(title: title, body)
  }

  // MARK: Parts

  private var heading: String {
    let state =
      modelPath == nil
      ? "step \(steps.done) of \(steps.total), \(TimeOfDay.now)"
      : "finished after \(counted(steps.done, "step")), \(TimeOfDay.now)"
    let numbers = scores.map { split, step, scores in
      "<div><b>\(HTMLText.escaped(scores.headline))</b>\(split.rawValue), step \(step)</div>"
    }
    return """
      <header><h1>\(HTMLText.escaped(title))</h1>
      <p class="note">\(HTMLText.escaped(recipe.task.kind)) · \(HTMLText.escaped(state))</p>
      <div class="big">\(numbers.joined())</div></header>
      """
  }

  private var notices: String {
    history.notices.map { "<p class=\"warning\">\(HTMLText.escaped($0))</p>" }.joined(
      separator: "\n")
  }

  private var plots: String {
    let deciding = scores.first?.scores.deciding.name ?? "loss"
    let losses =
      [LinePlot.Curve(name: "loss", points: history.curve("loss"))]
      + history.lossParts.map { LinePlot.Curve(name: $0, points: history.curve($0)) }
    let scored = LinePlot.Curve(
      name: deciding, points: history.scores("validation", deciding), hasMarks: true)
    func single(_ title: String, _ points: [(x: Double, y: Double)]) -> String {
      LinePlot(title: title, curves: [.init(name: title, points: points)]).figure
    }
    let figures = [
      LinePlot(title: "loss", curves: losses).figure,
      LinePlot(title: deciding, curves: [scored], note: "validation").figure,
      single("learning rate", history.curve("learning_rate")),
      single("gradient norm", history.curve("gradient_norm")),
      single("words a second", history.speed), single("memory, GB", history.memory),
    ]
    let shown = figures.filter { !$0.isEmpty }
    if shown.isEmpty { return "" }
    return HTMLText.section(
      "How it went", ["<div class=\"plots\">\(shown.joined(separator: "\n"))</div>"],
      note: "By optimizer steps.")
  }

  /// The most labels whose scores are listed.
  private static let mostScoredLabels = 200

  /// A score of a label: a share in percent, all else as it is.
  private static func cell(_ name: String, _ value: Double?) -> String {
    guard let value else { return "" }
    return ScoreText.isShare(name) ? NumberText.fixed(value * 100, 1) : ScoreText.value(name, value)
  }

  /// The scores that are of one label each, as a table.
  private var labelScores: String {
    guard let last = scores.last else { return "" }
    var (labels, names, cells) = (DistinctNames(), DistinctNames(), [String: Double]())
    for value in last.scores.values {
      guard let slash = value.name.lastIndex(of: "/") else { continue }
      labels.add(String(value.name[..<slash]))
      names.add(String(value.name[value.name.index(after: slash)...]))
      cells[value.name] = value.value
    }
    let rows = labels.all.prefix(Self.mostScoredLabels).map { label in
      [HTMLText.escaped(label)]
        + names.all.map { Self.cell($0, cells[label + "/" + $0]) }
    }
    let rest =
      rows.count < labels.all.count
      ? " The first \(rows.count) of \(labels.all.count) labels; \(RunFileName.metrics) has all."
      : ""
    let overall = last.scores.values.filter { !$0.name.contains("/") }.map {
      [HTMLText.escaped($0.name), ScoreText.value($0.name, $0.value)]
    }
    return HTMLText.section(
      "Scores on the \(last.split.rawValue) data",
      [
        HTMLText.table(["score", "value"], overall),
        rows.isEmpty ? "" : HTMLText.table(["label"] + names.all.map(HTMLText.escaped), rows),
      ], note: "Shares in percent.\(rest)")
  }

  /// The most labels that a table of confusions has.
  private static let mostLabels = 24

  private func confusions(_ table: ConfusionTable?) -> String {
    guard let table, !table.rows.isEmpty else { return "" }
    let none = "nothing"
    var names = DistinctNames()
    for row in table.rows {
      if let gold = row.pair.gold { names.add(gold) }
      if let answer = row.pair.answer { names.add(answer) }
    }
    let labels = names.all
    let hasNone = table.rows.contains { $0.pair.gold == nil || $0.pair.answer == nil }
    let errors = table.errors.prefix(20).map { row in
      [row.pair.gold ?? none, row.pair.answer ?? none].map(HTMLText.escaped) + ["\(row.count)"]
    }
    let list = HTMLText.table(["annotated", "answered", "times"], errors, kind: "words")
    guard labels.count <= Self.mostLabels else {
      return HTMLText.section(
        "What was taken for what", [list],
        note: "The twenty most frequent errors; \(labels.count) labels are too many for a table.")
    }
    let sides = labels.map(Optional.some) + (hasNone ? [nil] : [])
    var counts: [JudgedAnswer.Pair: Int] = [:]
    for row in table.rows { counts[row.pair] = row.count }
    let rows = sides.map { gold in
      [HTMLText.escaped(gold ?? none)]
        + sides.map { answer in
          guard let count = counts[.init(gold: gold, answer: answer)] else { return "" }
          return gold == answer ? "<b>\(count)</b>" : "\(count)"
        }
    }
    let matrix = HTMLText.table(
      ["annotated\u{A0}↓ answered\u{A0}→"] + sides.map { HTMLText.escaped($0 ?? none) }, rows)
    return HTMLText.section("What was taken for what", [matrix, errors.isEmpty ? "" : list])
  }

  private func calibration(_ calibration: Calibration?) -> String {
    guard let calibration, calibration.count > 0 else { return "" }
    let rows = calibration.bins.enumerated().filter { $0.element.count > 0 }.map { index, bin in
      [
        "\(index * 10)–\(index * 10 + 10) %", "\(bin.count)",
        NumberText.fixed(bin.confidence * 100, 1), NumberText.fixed(bin.accuracy * 100, 1),
      ]
    }
    return HTMLText.section(
      "How sure, how right",
      [HTMLText.table(["probability", "answers", "mean, %", "right, %"], rows)],
      note: "Expected calibration error \(NumberText.fixed(calibration.error * 100, 1)) %.")
  }

  private func errors(_ lines: [JSONValue]) -> String {
    let wrong = lines.filter { $0["correct"]?.bool == false }
    let surest = wrong.enumerated().map { place, line in
      (confidence: ReportExample(line, labels: []).confidence, place: place)
    }.sorted { ($1.confidence, $0.place) < ($0.confidence, $1.place) }
    let labels = ReportExample.labels(of: lines)
    let worst = surest.prefix(20).map { ReportExample(wrong[$0.place], labels: labels).page }
    return HTMLText.section(
      "Errors the model was surest of", worst,
      note: "\(wrong.count) of \(counted(lines.count, "example")) are not wholly right.")
  }

  private func examples(_ lines: [JSONValue]) -> String {
    let labels = ReportExample.labels(of: lines)
    let right = lines.filter { line in
      line["correct"]?.bool == true && line["entities"]?.elements?.isEmpty != true
    }
    return HTMLText.section(
      "Right answers", right.prefix(8).map { ReportExample($0, labels: labels).page })
  }

  private var times: String {
    let seconds = history.seconds
    let sum = seconds.reduce(0) { $0 + $1.seconds }
    let rows = seconds.map {
      [HTMLText.escaped($0.work), NumberText.duration($0.seconds)]
    }
    let peak = history.memory.map(\.y).max()
    let facts = [
      "\(NumberText.duration(sum)) in all", peak.map { "at most \(NumberText.fixed($0, 2)) GB" },
      Processor.name,
    ].compactMap(\.self)
    return rows.isEmpty
      ? ""
      : HTMLText.section(
        "Time and memory", [HTMLText.table(["work", "time"], rows)],
        note: facts.joined(separator: ", ") + ".")
  }

  private var commands: String {
    let recipe = ShellText.quoted(folder + "/" + RunFileName.recipe)
    var lines = [
      "luke-train \(recipe) --resume",
      "luke-train \(recipe) --fresh    # removes this run and begins again",
    ]
    if let modelPath {
      let next = NextSteps(
        model: modelPath, isPretrained: self.recipe.task.kind == Pretraining.kind)
      lines += next.lines
    }
    return HTMLText.section(
      "Commands", ["<pre>\(HTMLText.escaped(lines.joined(separator: "\n")))</pre>"])
  }

  private var facts: String {
    HTMLText.section("Recipe", ["<pre>\(HTMLText.escaped(recipe.resolvedText))</pre>"])
  }
}
