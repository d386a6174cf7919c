import LukeSystem
import LukeTasks

/// The answers to lines that come one after the other, kept beside the file that they are for until it is whole: what
/// came through a pipe does not come again.
struct StreamedAnswers {
  /// The file that they are in, a line of JSON each, in whichever form they are shown in the end.
  let path: String
  /// How many there are.
  private(set) var answerCount = 0
  /// The line of standard input up to which they are.
  private var lastLine = 0

  /// Begins; nil where the name of a file leaves no room for another one beside it.
  /// - Parameter output: the file that the answers are for.
  /// - Throws: `TrainingError.usage` where answers of an earlier command are there.
  init?(for output: String) throws {
    guard let path = UnfinishedAnswers.possiblePath(of: output) else { return nil }
    try UnfinishedAnswers.checkNothingIsThere(for: output)
    self.path = path
    heed()
  }

  /// Keeps answers to lines up to one of standard input.
  mutating func add(_ lines: [String], upTo line: Int) throws {
    if lines.isEmpty { return }
    try Appending.add(line: lines.joined(separator: "\n"), to: path)
    (answerCount, lastLine) = (answerCount + lines.count, line)
    heed()
  }

  /// The file with all of them; nil where nothing was kept.
  var file: KeptAnswers? {
    summary.flatMap { KeptAnswers(path, summary: $0) }
  }

  /// What is kept; nil where nothing is.
  var summary: String? {
    answerCount == 0
      ? nil
      : "\(counted(answerCount, "answer is", plural: "answers are")) kept in \(path), to "
        + "\(StandardInput.name) up to line \(lastLine)"
  }

  /// Lets a signal end the work with a word on what is kept.
  private func heed() {
    InterruptFlag.current.heed(
      atStake: "the answers of the last moments", within: .seconds(2), advice: summary)
  }
}
