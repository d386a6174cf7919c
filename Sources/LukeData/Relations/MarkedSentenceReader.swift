/// Reads SemEval-2010 task 8, KBP37 and RELX: a numbered sentence with tags around two spans, the
/// relation in the line below, perhaps a comment below that.
package struct MarkedSentenceReader {
  private let source: SourceText
  private let options: RelationDataOptions
  private let format: RelationDataFormat
  private let answerKey: AnswerKey?
  private var examples: [RelationExample] = []
  private var awaitsRelation = false
  /// Whether the last sentence is none of the examples.
  private var isRefused = false
  /// Whether the line before was none that belongs here.
  private var isAstray = false
  /// Sentences that were left out for want of a relation.
  private var lackCount = 0
  private var faults: FaultCollector
  /// Sentences whose marks are not as they should be.
  private var markFaults: FaultCollector
  /// The lines of sentences by their numbers, and those whose number another one has.
  private var lines: [String: Int] = [:]
  private var repeated = LineList()

  /// - Parameter answerKey: the relations of sentences that have none in the line below.
  static func read(
    _ source: SourceText, format: RelationDataFormat, answerKey: AnswerKey?,
    options: RelationDataOptions
  ) throws(DataError) -> RelationReading {
    var reader = MarkedSentenceReader(source, format, options, answerKey)
    source.forEachLine { reader.take($1, $0) }
    reader.finishExample()
    // One sentence without marks is no reason to leave the others unasked, but a file of such is another.
    let isOther = reader.examples.allSatisfy { $0.fault != nil }
    if options.requiresLabels, let reason = reader.lackOfRelations {
      throw .unsuitable(file: source.file, reason: reason)
    }
    if options.requiresLabels || isOther { reader.faults.append(reader.markFaults) }
    try reader.faults.throwIfAny(leaving: reader.examples.count { $0.fault == nil })
    return RelationReading(
      examples: reader.examples,
      notes: reader.faults.notes + reader.emptySpanNotes + reader.repeatedNotes)
  }

  /// What to say where no sentence has a relation; nil for others.
  ///
  /// The test sentences of SemEval-2010 task 8 come with their relations in another file.
  private var lackOfRelations: String? {
    guard examples.count + lackCount > 1, !examples.contains(where: { $0.relation != nil }) else {
      return nil
    }
    if let answerKey {
      return "has no relations below its sentences, and \(answerKey.file) (data.answer_key) has no "
        + "answer for any of their numbers"
    }
    return "has no relations below its sentences; data.answer_key names the file that has them"
  }

  private init(
    _ source: SourceText, _ format: RelationDataFormat, _ options: RelationDataOptions,
    _ answerKey: AnswerKey?
  ) {
    self.source = source
    self.format = format
    self.options = options
    self.answerKey = answerKey
    faults = FaultCollector(file: source.file, policy: options.badRecords)
    markFaults = FaultCollector(file: source.file)
  }

  /// Whether a line is a sentence: a number, a tab, text.
  static func isSentence(_ line: ArraySlice<UInt8>) -> Bool {
    let digits = line.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return !digits.isEmpty && line.dropFirst(digits.count).first == .tab
  }

  /// Whether a line is a sentence with the spans of a relation marked.
  package static func isMarked(_ line: ArraySlice<UInt8>) -> Bool {
    guard isSentence(line) else { return false }
    let text = line.string
    return text.contains("<e1>") && text.contains("<e2>")
  }

  /// Whether a line is a sentence that has lost its number: one with marks, or in quotes.
  private static func isUnnumbered(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop(while: \.isBlank).string
    return text.hasPrefix("\"")
      || ["<e1>", "</e1>", "<e2>", "</e2>"].contains(where: text.contains)
  }

  private mutating func take(_ line: ArraySlice<UInt8>, _ number: Int) {
    let wasAstray = isAstray
    isAstray = false
    if line.isEmpty || line.starts(with: "Comment".utf8) { return }
    if Self.isSentence(line) {
      finishExample()
      start(line, number)
    } else if awaitsRelation, Self.isUnnumbered(line) {
      // The relation of the sentence above is lost, as is the number of this one.
      finishExample()
      awaitsRelation = false
      isAstray = true
      faults.add(
        line: number,
        "expected the relation of the sentence above, and this is a sentence without its number")
    } else if awaitsRelation {
      let relation = line.drop(while: \.isBlank).string
      if !isRefused, options.requiresLabels,
        let fault = RelationDirection.fault(in: relation.labelWithoutInvisibleEnds)
      {
        faults.add(line: number, fault)
        if faults.leavesOut { examples.removeLast() }
        isRefused = true
      } else if !isRefused, let last = examples.indices.last {
        (examples[last].relation, examples[last].relationLocation) = (relation, nil)
      }
      awaitsRelation = false
    } else {
      isAstray = true
      // A sentence without its number and the relation below it are one record.
      if wasAstray && faults.leavesOut { return }
      faults.add(line: number, "expected a number, a tab and a sentence")
    }
  }

  private mutating func start(_ line: ArraySlice<UInt8>, _ number: Int) {
    let columns = line.split(separator: .tab, maxSplits: 1)
    (awaitsRelation, isRefused) = (true, false)
    let identifier = columns[0].string
    if let first = lines[identifier] {
      repeated.add(number)
      // The key would answer both with one relation.
      if answerKey?.answers[identifier] != nil, options.requiresLabels {
        faults.add(
          line: number,
          "has the number of the sentence in line \(first), \(identifier), by which data.answer_key "
            + "knows it")
        isRefused = true
        return
      }
    } else {
      lines[identifier] = number
    }
    let sentence = sentence(columns.count > 1 ? columns[1].string : "")
    do throws(JSONText.Fault) {
      let marked = try MarkedText(sentence)
      let answer = answerKey?.answers[identifier]
      var example = RelationExample(
        text: marked.text, head: marked.head, tail: marked.tail, relation: answer?.relation,
        identifier: .text(identifier), location: SourceLocation(file: source.file, line: number))
      if let answerKey, let answer {
        example.relationLocation = SourceLocation(file: answerKey.file, line: answer.line)
      }
      examples.append(example)
    } catch {
      markFaults.add(line: number, error.message)
      isRefused = options.requiresLabels
      if isRefused { return }
      var example = RelationExample(
        text: MarkedText.withoutTags(sentence), head: RelationExample.noSpan,
        tail: RelationExample.noSpan, relation: nil, identifier: .text(identifier),
        location: SourceLocation(file: source.file, line: number))
      example.fault = error.message
      examples.append(example)
    }
  }

  /// The sentence without the quotes around it, which SemEval's own quotes may touch.
  ///
  /// KBP37's blank before each full stop is dropped, as LUKE's authors do.
  private func sentence(_ quoted: String) -> Substring.UnicodeScalarView {
    var text = quoted[...].unicodeScalars
    guard format == .kbp37 else {
      if text.first == "\"" { text.removeFirst() }
      if text.last == "\"" { text.removeLast() }
      return text
    }
    while text.first == "\"" { text.removeFirst() }
    while text.last == "\"" { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return Substring(Substring(text).replacing(" .", with: ".")).unicodeScalars
  }

  private mutating func finishExample() {
    guard awaitsRelation, !isRefused, let last = examples.last else { return }
    awaitsRelation = false
    if last.relation == nil && options.requiresLabels {
      if faults.leavesOut {
        examples.removeLast()
        lackCount += 1
      }
      let key = answerKey.map { ", and \($0.file) has no answer for the sentence" } ?? ""
      faults.add(line: last.location.line, "the line below should name the relation\(key)")
    }
  }

  /// What to say of sentences whose number another one has.
  private var repeatedNotes: [String] {
    guard let first = repeated.first.first else { return [] }
    let sentences =
      repeated.count == 1
      ? "the sentence in line \(first) has"
      : "\(repeated.count) sentences, the first in line \(first), have"
    return ["\(source.file): \(sentences) a number that a sentence above has, too"]
  }

  /// What to say of spans without words, which KBP37 has.
  private var emptySpanNotes: [String] {
    var lines = LineList()
    for example in examples where example.fault == nil {
      if example.head.isEmpty || example.tail.isEmpty { lines.add(example.location.line) }
    }
    guard let first = lines.first.first else { return [] }
    let sentences =
      lines.count == 1
      ? "the sentence in line \(first) has"
      : "\(lines.count) sentences, the first in line \(first), have"
    return [
      "\(source.file): \(sentences) no words between the tags of a span, of which the markers alone are "
        + "read, as LUKE's authors do"
    ]
  }
}
