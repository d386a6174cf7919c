import LukeJSON
import LukeTasks

/// Answers that are numbers, held against those that are annotated, as parts of a page; nothing where there are none.
package struct NumberAnswers {
  private struct Answer {
    let line: JSONValue
    let gold: Double
    let number: Double
    var distance: Double { abs(number - gold) }
  }

  private let answers: [Answer]
  /// What the data are called.
  private let split: String
  private let scores: [TaskScores.Value]

  /// Takes lines of answers; those that are no numbers, or of which nothing is annotated, are left out.
  package init(_ lines: [JSONValue], split: String, scores: [TaskScores.Value]) {
    (self.split, self.scores) = (split, scores)
    answers = lines.compactMap { line in
      guard let gold = line["gold"]?.double, let number = line["score"]?.double else { return nil }
      return Answer(line: line, gold: gold, number: number)
    }
  }

  /// All in one plot, with the correlations beside it.
  package var plot: String {
    let plot = ScatterPlot(
      title: "score", points: answers.map { ($0.gold, $0.number) }, note: correlations)
    let mean = answers.reduce(0) { $0 + $1.distance } / Double(max(1, answers.count))
    let drawn =
      plot.drawn.count < answers.count ? " \(plot.drawn.count) of them are drawn." : ""
    return HTMLText.section(
      "What was answered for what",
      answers.isEmpty ? [] : ["<div class=\"single\">\(plot.figure)</div>"],
      note: "\(counted(answers.count, "example")) of the \(split) data, on average "
        + "\(LinePlot.short(mean)) off; on the line an answer is what is annotated.\(drawn)")
  }

  private var correlations: String {
    [("pearson", "Pearson"), ("spearman", "Spearman")].compactMap { key, name in
      scores.first { $0.name == key }.map { "\(name) \(ScoreText.value(key, $0.value))" }
    }.joined(separator: ", ")
  }

  /// The most answers that are listed.
  private static let mostListed = 20

  /// Those that are farthest off.
  package var errors: String {
    let wrong = answers.enumerated().filter { $0.element.distance > 0 }
      .sorted { ($1.element.distance, $0.offset) < ($0.element.distance, $1.offset) }
    return HTMLText.section(
      "Answers that are farthest off",
      wrong.prefix(Self.mostListed).map { ReportExample($0.element.line, labels: []).page })
  }
}
