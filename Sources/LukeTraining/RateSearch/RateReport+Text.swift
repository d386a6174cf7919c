import LukeJSON
import LukeTasks

/// What is printed.
extension RateReport {
  /// About how many steps are shown.
  private static let shownCount = 25

  /// A table of rates and losses, the suggestion, and what the recipe would have, one line each.
  public var lines: [String] {
    let every = max(1, (points.count + Self.shownCount - 1) / Self.shownCount)
    let (suggested, smoothed) = (suggestedIndex, smoothedLosses)
    let rows = points.indices.filter {
      $0 % every == 0 || $0 == points.count - 1 || $0 == suggested
    }.map { index in
      let point = points[index]
      return [
        NumberText.scientific(point.rate), NumberText.fixed(point.startLoss, 4),
        NumberText.fixed(point.loss, 4), NumberText.fixed(smoothed[index], 4),
        index == suggested ? "falls steepest" : "",
      ]
    }
    return TextTable.lines([["rate", "at the start", "loss", "smoothed", ""]] + rows)
      + [endText, suggestionText, usualText].compactMap(\.self)
  }

  private var endText: String? {
    switch end {
    case .highestRate: nil
    case .lossGrew:
      "ended after \(counted(points.count, "step")), as the loss is more than four times the lowest"
    case .noNumbers:
      "ended after \(counted(points.count, "step")), as the loss or the gradients were no numbers any more"
    }
  }

  private var suggestionText: String {
    suggestedRate.map { "suggested: --set training.learning_rate=\(NumberText.scientific($0))" }
      ?? "nothing is suggested, for the loss hardly falls at any of these rates; try others with --lowest and "
      + "--highest, or more --steps"
  }

  private var usualText: String {
    let rate = NumberText.scientific(usualRate)
    return givenRate == nil
      ? "the recipe names no training.learning_rate; a run would have \(rate)"
      : "the recipe has training.learning_rate \(rate)"
  }

  /// One JSON object for each step.
  public var jsonLines: [String] {
    let (suggested, smoothed) = (suggestedIndex, smoothedLosses)
    return points.enumerated().map { index, point in
      JSONValue.object([
        "step": .integer(index + 1), "learning_rate": .double(point.rate),
        "start_loss": .double(point.startLoss), "loss": .double(point.loss),
        "smoothed_loss": .double(smoothed[index]), "suggested": .bool(index == suggested),
      ]).compactText
    }
  }
}
