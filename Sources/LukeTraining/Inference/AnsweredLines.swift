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
  /// Reads lines without answering them.
  let read: (LinePart) throws -> Void
  /// The first record that was answered: the fields that it has are those that are looked for in the rest.
  private(set) var first: LinePart?

  /// Nothing is answered yet.
  init(
    form: LinesForm, leavesOutBadOnes: Bool, isUTF8: Bool,
    read: @escaping (LinePart) throws -> Void
  ) {
    (self.form, self.leavesOutBadOnes, self.isUTF8) = (form, leavesOutBadOnes, isUTF8)
    self.read = read
  }

  /// Answers some lines; of those before a bad one each by itself.
  /// - Parameter answer: answers lines that it can read together.
  /// - Throws: `TrainingError.badData` for a line that is none of the form, and what `answer` throws.
  mutating func answer(
    _ part: LinePart, _ observer: some RunObserver, with answer: (LinePart) throws -> Void
  ) throws {
    // A blank line is a text without words, and nothing among records.
    if part.isBlank {
      if form == .text { try answer(part) }
      return
    }
    let lines = part.lines
    do {
      for line in lines {
        if let found = fault(line) { throw found }
      }
      try answer(part)
      if form == .records, first == nil { first = lines.first { !$0.isBlank } }
    } catch let error as any UserError where error is DataError || error is Fault {
      if lines.count > 1 {
        for line in lines { try self.answer(line, observer, with: answer) }
      } else {
        let located = located(error, in: part)
        if leavesOutBadOnes {
          try observer.note("\(located); it is left out")
        } else {
          throw error is Fault
            ? TrainingError.badData(
              "\(error); data.bad_records of \"skip\" leaves such lines out") : located
        }
      }
    }
  }

  /// What is wrong with a line after others, with its number: what is said of a whole file where one is read is said
  /// of the line here, and a field that the first record has is missing where a file would say so.
  private func located(_ error: any UserError, in line: LinePart) -> any UserError {
    guard case .unsuitable(let file, let reason) = error as? DataError, line.firstLine > 1 else {
      return error
    }
    if let first {
      let both = LinePart(bytes: first.bytes + line.bytes, firstLine: line.firstLine - 1)
      do { try read(both) } catch let fault as DataError {
        if case .malformed(let faults, _) = fault,
          faults.allSatisfy({ $0.location.line == line.firstLine })
        {
          return fault
        }
      } catch {
        // Nothing more is known of the line.
      }
    }
    let place = SourceLocation(file: file, line: line.firstLine)
    return DataError.malformed(faults: [DataFault(place, reason)], count: 1)
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
