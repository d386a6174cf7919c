import LukeTasks

/// What a sweep has come to.
public struct SweepReport: Hashable, Sendable {
  /// The keys that were tried.
  public var keys: [String]
  /// The trials in the order of their numbers.
  public var trials: [SweepTrial]
  /// The folder of the sweep.
  public var folder: String

  /// The trials by their validation scores, the best first; those without one last.
  public var ranked: [SweepTrial] {
    trials.filter { $0.state != .waiting }.sorted {
      let (one, other) = (Self.rank($0), Self.rank($1))
      return one == other ? $0.number < $1.number : one > other
    }
  }

  private static func rank(_ trial: SweepTrial) -> Double {
    let rank = trial.validation?.rank ?? -.infinity
    return rank.isNaN ? -.infinity : rank
  }

  /// The trial whose final model has the best validation score; nil where none has come to its end.
  public var best: SweepTrial? { ranked.first { $0.state == .finished } }

  /// The recipe of the best trial.
  public var recipePath: String { folder + "/" + SweepFileName.bestRecipe }

  /// How many trials are not begun.
  public var waitingCount: Int { trials.count { $0.state == .waiting } }

  // MARK: Tables

  private var head: [String] {
    let name = trials.lazy.compactMap(\.validation).first?.name ?? "score"
    return ["trial"] + keys + ["validation \(name)", "test \(name)", "seconds", "end"]
  }

  private func cells(_ trial: SweepTrial) -> [String] {
    [String(trial.number)] + trial.values + [
      trial.validation.map { NumberText.fixed($0.value, 4) } ?? "",
      trial.test.map { NumberText.fixed($0.value, 4) } ?? "", NumberText.fixed(trial.seconds, 0),
      trial.end,
    ]
  }

  /// The trials for people, the best first.
  public var table: String {
    TextTable.lines([head] + ranked.map(cells)).joined(separator: "\n")
  }

  /// The same with tabs between columns.
  public var tabbedTable: String {
    ([head] + ranked.map(cells)).map { row in
      row.map { $0.replacing("\t", with: " ") }.joined(separator: "\t") + "\n"
    }.joined()
  }
}

extension SweepTrial {
  /// How it ended, in a few words.
  fileprivate var end: String {
    let place = evaluations.last.map { " at step \($0.step) of \($0.stepCount)" } ?? ""
    switch state {
    case .finished: return "finished"
    case .stopped: return "stopped early" + place
    case .failed: return "failed"
    case .begun: return "interrupted"
    case .waiting: return "not begun"
    }
  }
}
