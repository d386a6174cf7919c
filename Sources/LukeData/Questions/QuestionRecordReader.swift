import LukeJSON

/// Makes questions of the records of a file, whatever they are: articles with paragraphs, contexts with
/// questions, or questions with contexts.
struct QuestionRecordReader {
  private let file: String
  private let options: QuestionDataOptions
  private(set) var examples: [QuestionExample] = []
  private(set) var contextCount = 0
  private var articleCount = 0
  /// The number of the article that is read; nil outside of articles.
  private var article: Int?
  private var (questionCount, blankCount) = (0, 0)
  private(set) var notes: QuestionNotes

  init(file: String, _ options: QuestionDataOptions) {
    (self.file, self.options) = (file, options)
    notes = QuestionNotes()
  }

  /// The keys that are read; `plausible_answers` are none, as SQuAD has it.
  static let readKeys: [String] = {
    let question = [
      "question", "query_text", "answer", "answers", "start", "answer_start", "is_impossible",
      "plausible_answers",
    ]
    let context = ["context", "context_text"] + question.map { "qas[].\($0)" }
    return ["title", "context_title"] + context + context.map { "paragraphs[].\($0)" } + question
      // What our own answers have beside an answer.
      + ["candidates", "end", "no_answer_score", "reason", "score"]
  }()

  /// Whether there are answers, all of them blank.
  var areAllBlank: Bool { blankCount > 0 && blankCount == questionCount }

  /// A text that is asked about.
  private struct Context {
    let text: String
    let span: AnswerSpan
  }

  /// Takes a record that starts in a line.
  mutating func add(
    _ record: JSONNode, line: Int, path: String, expecting key: String,
    _ faults: inout FaultCollector
  ) {
    let base = line - 1
    func location(_ node: JSONNode) -> SourceLocation {
      SourceLocation(file: file, line: base + node.line)
    }
    func fault(_ node: JSONNode, _ path: String, _ fault: QuestionFault) {
      faults.add(location(node), fault.description(at: path))
    }
    guard record.value.members != nil else {
      return fault(record, path, QuestionFault(message: "is no JSON object"))
    }
    func join(_ path: String, _ part: String) -> String { path.isEmpty ? part : "\(path).\(part)" }
    func questions(_ node: JSONNode, _ path: String) {
      do throws(QuestionFault) {
        guard let list = node["qas"]?.elements else { throw Self.lack("qas", node) }
        let context = try Self.context(node)
        contextCount += 1
        for (index, question) in list.enumerated() {
          let path = join(path, "qas[\(index)]")
          do throws(QuestionFault) {
            try add(question, context, at: location(question), path)
          } catch {
            fault(question, path, error)
          }
        }
      } catch {
        fault(node, path, error)
      }
    }
    article = nil
    if let list = record["paragraphs"]?.elements {
      article = articleCount
      articleCount += 1
      for (index, paragraph) in list.enumerated() {
        questions(paragraph, join(path, "paragraphs[\(index)]"))
      }
    } else if record["qas"] != nil {
      questions(record, path)
    } else if key != "question" {
      fault(record, path, QuestionFault(message: "key \"\(key)\" is missing"))
    } else {
      do throws(QuestionFault) {
        let context = try Self.context(record)
        contextCount += 1
        try add(record, context, at: location(record), path)
      } catch {
        fault(record, path, error)
      }
    }
  }

  // MARK: Parts

  private static func lack(_ key: String, _ node: JSONNode) -> QuestionFault {
    QuestionFault(
      part: node[key] == nil ? "" : key,
      message: node[key] == nil ? "key \"\(key)\" is missing" : "expected an array")
  }

  private static func text(
    _ node: JSONNode, _ keys: String...
  ) throws(QuestionFault) -> String {
    for key in keys {
      guard let value = node.value[key] else { continue }
      guard let text = value.string else {
        throw QuestionFault(part: key, message: "expected a string")
      }
      return text
    }
    throw QuestionFault(message: "key \"\(keys[0])\" is missing")
  }

  private static func context(_ node: JSONNode) throws(QuestionFault) -> Context {
    let text = try text(node, "context", "context_text")
    return Context(text: text, span: AnswerSpan(text))
  }

  private mutating func add(
    _ question: JSONNode, _ context: Context, at location: SourceLocation, _ path: String
  ) throws(QuestionFault) {
    let place = path.isEmpty ? "line \(location.line)" : path
    var taken = notes
    questionCount += 1
    if AnswerRecord.areBlank(question.value) { blankCount += 1 }
    var example = QuestionExample(
      context: context.text, question: try Self.text(question, "question", "query_text"),
      location: location)
    example.article = article
    let id = question.value["id"] ?? question.value["query_id"] ?? question.value["qid"]
    example.identifier =
      id?.string.map(RecordIdentifier.text) ?? id?.integer.map(RecordIdentifier.number)
    do throws(QuestionFault) {
      let answers = try AnswerRecord.list(question.value)
      if answers == nil, options.requiresLabels {
        throw QuestionFault(message: "key \"answers\" is missing")
      }
      if let answers {
        example.answers = try answers.map {
          answer throws(QuestionFault) -> QuestionExample.Answer in
          try self.answer(answer, context, place, &taken)
        }
      }
    } catch {
      // Where questions are only asked, an answer that is wrong is none.
      if options.requiresLabels { throw error }
      taken = notes
    }
    if example.question.isInvisible { taken.blank.add(place) }
    notes = taken
    examples.append(example)
  }

  private func answer(
    _ answer: AnswerRecord, _ context: Context, _ place: String,
    _ notes: inout QuestionNotes
  ) throws(QuestionFault) -> QuestionExample.Answer {
    let text = Array(answer.text.unicodeScalars)
    func taken(_ start: Int) -> QuestionExample.Answer {
      QuestionExample.Answer(text: answer.text, span: start..<start + text.count)
    }
    guard let start = answer.start else {
      let starts = context.span.starts(of: text)
      if starts.isEmpty {
        guard options.answerStarts == .nearest else {
          throw QuestionFault(
            part: answer.path, message: "the context does not hold \"\(answer.text)\"".asShown)
        }
        notes.lost.add(place)
        return QuestionExample.Answer(text: answer.text)
      }
      notes.searched.add(place)
      if starts.count > 1 { notes.ambiguous.add(place) }
      return taken(starts[0])
    }
    if context.span.holds(text, at: start) { return taken(start) }
    guard options.answerStarts == .nearest else {
      throw QuestionFault(part: answer.path, message: context.span.fault(text, at: start))
    }
    guard let nearest = context.span.nearest(to: start, of: text) else {
      notes.lost.add(place)
      return QuestionExample.Answer(text: answer.text)
    }
    notes.moved.add(place)
    return taken(nearest)
  }
}
