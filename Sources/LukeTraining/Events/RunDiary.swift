import Foundation
import LukeSystem
import LukeTasks

/// The observer that keeps `run.log`: what is said while the run goes on, each line with the time of day in UTC.
///
/// It grows when the run is resumed, so that it tells of every process that had a part in it, and of how each
/// ended. A start that fails before the run has begun leaves nothing there.
final class RunDiary: RunObserver {
  private let folder: RunFolder
  /// What was said before the run folder became that of this run; nil since then.
  private var early: [String]? = []

  init(_ folder: RunFolder) { self.folder = folder }

  func observe(_ event: RunEvent) throws {
    guard let text = Self.text(event) else { return }
    let lines = Self.lines(text)
    if early != nil, case .started = event {
      let waiting = early ?? []
      early = nil
      try (waiting + lines).forEach(append)
    } else if early != nil {
      early?.append(contentsOf: lines)
    } else {
      try lines.forEach(append)
    }
  }

  /// Notes what ended the run, unless it had not begun.
  ///
  /// That it cannot be noted is no news: the error that ended the run is on its way to the user.
  func end(with error: any Error) {
    guard early == nil else { return }
    let text = (error as? any UserError)?.lines.joined(separator: "\n") ?? "\(error)"
    for line in Self.lines("ended: " + text) { try? append(line) }
  }

  private func append(_ line: String) throws {
    try Appending.add(line: line, to: folder.diaryPath)
  }

  /// Every line with the time before it.
  private static func lines(_ text: String) -> [String] {
    let time = TimeOfDay.now
    return text.split(separator: "\n").map { time + "  " + $0.safelyShown }
  }

  /// What there is to say of an event; nil for none.
  private static func text(_ event: RunEvent) -> String? {
    switch event {
    case .note(let text): text
    case .warning(let text): "warning: " + text
    case .notice(let notice): "warning: " + notice.text.shownOnOneLine
    case .started(let step, let total): "steps begin after step \(step) of \(total)"
    case .spike(let step, let loss, let usual):
      "step \(step): the loss leaps to \(NumberText.fixed(loss, 4)); it is "
        + "\(NumberText.fixed(usual, 4)) as a rule"
    case .evaluation(let evaluation):
      "step \(evaluation.step)  \(evaluation.split.rawValue) \(evaluation.scores.headline)"
    case .checkpoint(let step, let path): "step \(step): checkpoint \(path.shownOnOneLine)"
    case .stepsEnded: "steps end"
    case .finalScores(let split, let scores):
      "\(split.rawValue) scores of the final model\n\(scores.table)"
    case .finished(let path): "model: \(path.shownOnOneLine)"
    case .summary(let text): text
    case .wrote(let output):
      [output.path, output.summary].compactMap(\.self).joined(separator: ": ").shownOnOneLine
    case .step, .began, .advanced, .ended: nil
    }
  }
}
