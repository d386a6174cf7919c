import LukeData
import LukeSystem

/// How lines that come one after the other are answered: what the first one is, all are, however many of them are there
/// at a time.
struct AnsweredLines {
  let form: LinesForm
  /// Whether lines that are something else are left out, and do not end the work.
  let leavesOutBadOnes: Bool
  /// Whether lines are UTF-8, for nothing else is said of them.
  let isUTF8: Bool

  /// Answers some lines; of those before a bad one each by itself.
  /// - Parameter answer: answers lines that it can read together.
  /// - Throws: `TrainingError.badData` for a line that is none of the form, and what `answer` throws.
  func answer(
    _ part: LinePart, _ observer: some RunObserver, with answer: (LinePart) throws -> Void
  ) throws {
    // A blank line is a text without words, and nothing among records.
    if part.isBlank {
      if form == .text { try answer(part) }
      return
    }
    let lines = part.lines
    do {
      if let fault = lines.lazy.compactMap(fault).first { throw fault }
      try answer(part)
    } catch let error as any UserError where error is DataError || error is Fault {
      if lines.count > 1 {
        for line in lines { try self.answer(line, observer, with: answer) }
      } else if leavesOutBadOnes {
        try observer.note("\(error); it is left out")
      } else {
        throw error is Fault
          ? TrainingError.badData(
            "\(error); data.bad_records of \"skip\" leaves such lines out") : error
      }
    }
  }

  /// A line that is none of the form.
  private struct Fault: UserError {
    let line: Int
    let reason: String

    var kind: UserErrorKind { .badData }
    var description: String { "\(StandardInput.name):\(line): \(reason)" }
  }

  /// What is wrong with a line by itself; what is wrong within an object is told by whoever reads it.
  private func fault(_ line: LinePart) -> Fault? {
    if isUTF8, String(validating: line.bytes, as: UTF8.self) == nil {
      return Fault(
        line: line.firstLine, reason: "is no valid UTF-8; data.encoding says what it is")
    }
    if form == .text || line.isBlank
      || line.bytes.first(where: { !$0.isBlank }) == UInt8(ascii: "{")
    {
      return nil
    }
    return Fault(
      line: line.firstLine, reason: "is no object of JSON, as the lines before it are")
  }
}
