/// The relations of SemEval's test sentences, in a file of their own: lines `number<TAB>relation`.
struct AnswerKey {
  /// A relation and the line it stands in.
  struct Answer {
    let relation: String
    let line: Int
  }

  private let source: SourceText
  private(set) var answers: [String: Answer] = [:]
  /// Lines that were left out.
  private let leftOut: [String]

  /// Reads the file.
  init(_ source: SourceText, badRecords: BadRecords) throws(DataError) {
    try source.refuseLongLines()
    self.source = source
    var answers: [String: Answer] = [:]
    var faults = FaultCollector(file: source.file, policy: badRecords)
    source.forEachLine { line, text in
      if text.isEmpty { return }
      let columns = text.split(separator: .tab)
      guard columns.count == 2 else {
        return faults.add(line: line, "expected a number, a tab and a relation")
      }
      let number = columns[0].string
      let answer = Answer(relation: columns[1].string.labelWithoutInvisibleEnds, line: line)
      if let fault = RelationDirection.fault(in: answer.relation) {
        return faults.add(line: line, fault)
      }
      if let known = answers[number] {
        if known.relation == answer.relation { return }
        return faults.add(
          line: line,
          "answers \(number) with \"\(answer.relation)\", line \(known.line) with "
            + "\"\(known.relation)\"; keep one of them")
      }
      answers[number] = answer
    }
    try faults.throwIfAny(leaving: answers.count)
    self.answers = answers
    leftOut = faults.notes
  }

  /// The file as the user gave it.
  var file: String { source.file }

  /// What is to be said of the key of a file's examples, one sentence each.
  ///
  /// A file that has all its relations itself leaves the key to others.
  func notes(on examples: [RelationExample], file: String) -> [String] {
    guard examples.contains(where: { $0.relationLocation?.file == self.file }) else { return [] }
    let notes = source.notes + leftOut
    var unused = answers
    for example in examples {
      if case .text(let number) = example.identifier { unused[number] = nil }
    }
    guard let first = unused.values.map(\.line).min() else { return notes }
    let place = "no sentence in \(file) and"
    let note =
      unused.count == 1
      ? "the answer in line \(first) has \(place) is left out"
      : "\(unused.count) answers, the first in line \(first), have \(place) are left out"
    return notes + ["\(self.file): \(note)"]
  }
}
