import LukeSystem
import LukeTasks

/// The observer that keeps what the final model answered: one line for each example of the validation and the test
/// data, beside what is annotated.
final class AnswersLog: RunObserver {
  private let folder: RunFolder

  init(_ folder: RunFolder) { self.folder = folder }

  func observe(_ event: RunEvent) throws {
    guard case .finalScores(let split, let scores) = event, let answers = scores.answers
    else { return }
    let lines = try answers.judged().lines
    if lines.isEmpty { return }
    try AtomicFile.write(
      lines.map { $0 + "\n" }.joined().utf8, to: folder.answersPath(of: split))
  }
}
