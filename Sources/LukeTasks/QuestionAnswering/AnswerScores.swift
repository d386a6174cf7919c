import Foundation

/// How well questions were answered: exact match and F1, of questions with and without an answer, and the
/// thresholds with which both would be best.
///
/// Source of all of them: SQuAD's `evaluate-v2.0.py`.
public struct AnswerScores: Hashable, Sendable {
  /// Sums over questions.
  public struct Sums: Hashable, Sendable {
    /// The number of questions.
    public private(set) var count = 0
    /// The sum of exact matches.
    public private(set) var exactMatchSum = 0.0
    /// The sum of F1.
    public private(set) var f1Sum = 0.0

    mutating func add(_ result: AnswerComparison.Result) {
      count += 1
      exactMatchSum += result.exactMatch
      f1Sum += result.f1
    }

    /// The mean exact match, 0 where there are no questions.
    public var exactMatch: Double { count > 0 ? exactMatchSum / Double(count) : 0 }
    /// The mean F1, 0 where there are no questions.
    public var f1: Double { count > 0 ? f1Sum / Double(count) : 0 }
  }

  /// All questions whose answers are known.
  public private(set) var all = Sums()
  /// Those that have an answer.
  public private(set) var answerable = Sums()
  /// Those that have none.
  public private(set) var unanswerable = Sums()

  /// A question for the search of thresholds: how its best answer would score, if it were given.
  private struct Choice: Hashable {
    let margin: Double
    let hasAnswer: Bool
    let result: AnswerComparison.Result
  }
  private var choices: [Choice] = []

  /// No questions yet.
  public init() {}

  /// Takes a question.
  /// - Parameters:
  ///   - given: how the answer that was given scores.
  ///   - best: how the best answer scores, be it given or not.
  ///   - margin: by how much the score of no answer exceeds that of the best one.
  package mutating func add(
    _ given: AnswerComparison.Result, hasAnswer: Bool, best: AnswerComparison.Result? = nil,
    margin: Double = 0
  ) {
    all.add(given)
    if hasAnswer { answerable.add(given) } else { unanswerable.add(given) }
    if let best { choices.append(Choice(margin: margin, hasAnswer: hasAnswer, result: best)) }
  }

  /// The threshold with which a score would be highest, and the score; nil without questions.
  ///
  /// Of several the lowest; 0 where giving no answer at all is best, as the official script has it.
  func best(
    _ value: (AnswerComparison.Result) -> Double
  ) -> (score: Double, threshold: Double)? {
    if choices.isEmpty { return nil }
    var sum = Double(choices.count { !$0.hasAnswer })
    var (top, threshold) = (sum, 0.0)
    for index in choices.indices.sorted(by: {
      (choices[$0].margin, $0) < (choices[$1].margin, $1)
    }) {
      sum += choices[index].hasAnswer ? value(choices[index].result) : -1
      if sum > top { (top, threshold) = (sum, choices[index].margin) }
    }
    return (top / Double(choices.count), threshold)
  }

  /// The best exact match over all thresholds.
  public var bestExactMatch: (score: Double, threshold: Double)? { best(\.exactMatch) }
  /// The best F1 over all thresholds.
  public var bestF1: (score: Double, threshold: Double)? { best(\.f1) }

  /// The scores as a run log and a reader have them.
  /// - Parameter rules: whose rules they follow, in words.
  package func scores(_ metric: AnswerMetric, rules: String) -> TaskScores {
    typealias Value = TaskScores.Value
    func values(_ sums: Sums, _ prefix: String) -> [Value] {
      [
        Value(name: prefix + "exact_match", value: sums.exactMatch),
        Value(name: prefix + "f1", value: sums.f1),
      ]
    }
    func row(_ name: String, _ sums: Sums) -> String {
      String(
        format: "%@ exact match %6.2f  F1 %6.2f  %6d",
        name.padding(toLength: 15, withPad: " ", startingAt: 0),
        sums.exactMatch * 100, sums.f1 * 100, sums.count)
        + (sums.count == 1 ? " question" : " questions")
    }
    var values = values(all, "")
    var lines = [row("all questions", all)]
    if unanswerable.count > 0 {
      values += self.parts.flatMap {
        [
          Value(name: $0.key + "/exact_match", value: $0.sums.exactMatch),
          Value(name: $0.key + "/f1", value: $0.sums.f1),
        ]
      }
      lines += [row("with an answer", answerable), row("without one", unanswerable)]
    }
    if unanswerable.count > 0, let exact = bestExactMatch, let f1 = bestF1 {
      values += [
        Value(name: "best_exact_match", value: exact.score),
        Value(name: "best_exact_match_threshold", value: exact.threshold),
        Value(name: "best_f1", value: f1.score),
        Value(name: "best_f1_threshold", value: f1.threshold),
      ]
      lines.append(
        String(
          format: "best with task.no_answer_threshold %g: exact match %.2f; with %g: F1 %.2f",
          exact.threshold, exact.score * 100, f1.threshold, f1.score * 100))
    }
    lines.append("answers are compared by \(rules)")
    let deciding = values[metric == .exactMatch ? 0 : 1]
    return TaskScores(deciding: deciding, values: values, table: lines.joined(separator: "\n"))
  }

  private var parts: [(key: String, sums: Sums)] {
    [("has_answer", answerable), ("no_answer", unanswerable)]
  }
}
