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
  /// Whether some could not be kept.
  private var hasFailed = false

  /// Begins; nil where the name of a file leaves no room for another one beside it.
  /// - Parameter output: the file that the answers are for.
  /// - Throws: `TrainingError.usage` where answers of an earlier command are there.
  init?(for output: String) throws {
    guard let path = UnfinishedAnswers.possiblePath(of: output) else { return nil }
    try UnfinishedAnswers.checkNothingIsThere(for: output)
    self.path = path
    heed()
  }

  /// Keeps answers to lines up to one of standard input, or as many of them as there is room for.
  /// - Parameters:
  ///   - answers: a line of JSON each.
  ///   - line: the last line of standard input that they are to.
  ///   - numbers: the line of each; nil where nobody knows, which keeps all or none.
  mutating func add(_ answers: [String], upTo line: Int, at numbers: [Int]?) throws {
    if answers.isEmpty { return }
    do {
      do {
        try keep(answers[...], upTo: line)
      } catch {
        guard let numbers, numbers.count == answers.count else { throw error }
        // Those to one line are kept together, so that it can be said up to which one they are.
        var start = 0
        while start < answers.count {
          let end = numbers[start...].firstIndex { $0 != numbers[start] } ?? answers.count
          try keep(answers[start..<end], upTo: numbers[start])
          start = end
        }
      }
    } catch {
      hasFailed = true
      // A file without an answer would be in the way of the next command; the error to show is the one above.
      if answerCount == 0 { try? AtomicFile.remove(path) }
      throw error
    }
  }

  private mutating func keep(_ answers: ArraySlice<String>, upTo line: Int) throws {
    try Appending.add(line: answers.joined(separator: "\n"), to: path)
    (answerCount, lastLine) = (answerCount + answers.count, line)
    heed()
  }

  /// The file with all of them; nil where nothing was kept.
  var file: KeptAnswers? {
    answerCount == 0 ? nil : summary.flatMap { KeptAnswers(path, summary: $0) }
  }

  /// What is kept; nil where nothing was to be.
  var summary: String? {
    answerCount == 0
      ? (hasFailed ? "no answer is kept, as \(path) cannot be written" : nil)
      : "\(counted(answerCount, "answer is", plural: "answers are")) kept in \(path), to "
        + "\(StandardInput.name) up to line \(lastLine)"
  }

  /// Lets a signal end the work with a word on what is kept.
  private func heed() {
    InterruptFlag.current.heed(
      atStake: "the answers of the last moments", within: .seconds(2), advice: summary)
  }
}
