import Foundation

/// Makes an answer of the logits of all windows of a question.
///
/// Source: `postprocess_qa_predictions` of transformers' `utils_qa.py`; its `"empty"` for a question without
/// any candidate is no answer here.
package struct AnswerDecoder {
  private let settings: QuestionAnsweringSettings

  package init(_ settings: QuestionAnsweringSettings) { self.settings = settings }

  /// The logits of a window, two for each token: as the first of the answer, and as the last.
  package typealias Window = (feature: QuestionFeature, logits: [Float])

  private struct Span {
    let range: Range<Int>
    let score: Float
  }

  /// The answer to a question about a context.
  package func answer(_ windows: [Window], context: String) -> PredictedAnswer {
    let none = windows.map { $0.logits[0] + $0.logits[1] }.min() ?? 0
    let spans = windows.flatMap(spans)
    // Sorting keeps the order of those with equal scores.
    let order = spans.indices.sorted { (spans[$1].score, $0) < (spans[$0].score, $1) }
    var best = order.map { spans[$0] }
    if settings.mayBeUnanswerable {
      // No answer is one of the candidates, and always kept.
      let better = best.prefix(settings.bestCount).prefix { $0.score >= none }.count
      best = Array(
        best.prefix(better < settings.bestCount ? settings.bestCount - 1 : settings.bestCount))
    } else {
      best = Array(best.prefix(settings.bestCount))
    }
    guard let first = best.first else {
      return PredictedAnswer(
        answer: nil,
        reason: "no answer: none of the likeliest starts and ends are parts of the context",
        candidates: [], noAnswerMargin: 0, noAnswerScore: settings.mayBeUnanswerable ? 1 : nil)
    }
    let top = settings.mayBeUnanswerable ? max(first.score, none) : first.score
    let parts = best.map { exp($0.score - top) }
    let rest = settings.mayBeUnanswerable ? exp(none - top) : 0
    let sum = parts.reduce(rest, +)
    let candidates = zip(best, parts).map { span, part in
      PredictedAnswer.Candidate(
        text: context.substring(scalars: span.range), span: span.range, score: part / sum)
    }
    let margin = none - first.score
    let isNone = settings.mayBeUnanswerable && Double(margin) > settings.noAnswerThreshold
    return PredictedAnswer(
      answer: isNone ? nil : candidates[0],
      reason: isNone
        ? "no answer: its score exceeds that of the best one by \(String(format: "%.2f", margin)), more than "
          + "task.no_answer_threshold, \(String(format: "%g", settings.noAnswerThreshold))" : nil,
      candidates: candidates, noAnswerMargin: margin,
      noAnswerScore: settings.mayBeUnanswerable ? rest / sum : nil)
  }

  /// The spans of a window that may be the answer: starts and ends among the best ones of all its tokens,
  /// in the context, and not too far from each other.
  private func spans(_ window: Window) -> [Span] {
    let feature = window.feature
    let logits = window.logits
    func best(_ column: Int) -> [Int] {
      let count = logits.count / 2
      func value(_ index: Int) -> Float { logits[2 * index + column] }
      return Array(
        (0..<count).sorted { (value($1), $0) < (value($0), $1) }.prefix(settings.bestCount))
    }
    let ends = best(1).filter(feature.context.contains)
    return best(0).filter(feature.context.contains).flatMap { start in
      ends.compactMap { end -> Span? in
        guard start <= end, end - start < settings.maximumAnswerLength else { return nil }
        let first = feature.offsets[start - feature.contextStart].lowerBound
        let last = feature.offsets[end - feature.contextStart].upperBound
        // Tokens of white space may cover nothing.
        guard first < last else { return nil }
        return Span(range: first..<last, score: logits[2 * start] + logits[2 * end + 1])
      }
    }
  }
}
