/// What labelled data look like, of whichever task: the one list by which every reader names a file that is
/// another task's.
///
/// JSON is known by keys that no other task has (``TaskRecord``), JSON and tables by the names of their fields
/// (``TaskFields``), columns by words with tags (``WordTable``), lines by the marks around two spans.
package struct TaskLikeness {
  /// The task that reads such data.
  let task: TaskRecord
  /// What the data are, with the article where they have one.
  let name: String
  /// How the data were known.
  let sign: Sign

  enum Sign {
    /// Keys of JSON that no other task has.
    case record
    /// Names of fields, or what stands in them.
    case fields
    /// Spans that are marked in texts with labels beside them, each under a usual name.
    case markedTexts
    /// Words with tags.
    case words
    /// Sentences with marks, and relations below them.
    case marks
  }

  /// Nil for texts that are data of no task, or of one that reads what `own` reads.
  init?(_ source: SourceText, givenTo own: TaskRecord) {
    guard let found = Self.found(source, own), !found.task.isRead(by: own) else { return nil }
    self = found
  }

  private init(_ task: TaskRecord, _ name: String, _ sign: Sign) {
    (self.task, self.name, self.sign) = (task, name, sign)
  }

  private static func found(_ source: SourceText, _ own: TaskRecord) -> TaskLikeness? {
    if let task = TaskRecord(source) { return TaskLikeness(task, task.name(of: source), .record) }
    if holdsMarkedSentences(source) {
      return TaskLikeness(
        .relations, "text of sentences with two spans marked, as SemEval-2010 task 8 has them",
        .marks)
    }
    if source.firstRecords.isEmpty, let words = WordTable(source.beginning) {
      return TaskLikeness(words.marksEntities ? .entities : .tags, words.name, .words)
    }
    guard let fields = TaskFields(source), let task = fields.task(givenTo: own) else { return nil }
    return TaskLikeness(
      task, fields.name(of: task), fields.areMarkedTexts ? .markedTexts : .fields)
  }

  /// The task that a text looks like data of; nil where it looks like those of none.
  static func task(of source: SourceText) -> TaskRecord? { found(source, .linkedText)?.task }

  /// What to say of the data, after the file's name.
  func reason(givenTo own: TaskRecord) -> String { task.reason(name, givenTo: own) }

  /// What to say, after the file's name, of data that another task reads; nil for other texts.
  package static func reason(_ source: SourceText, givenTo own: TaskRecord) -> String? {
    // Formats that are known by name, as WebAnno's, have words with tags, too.
    (TaskRecord.entities.isRead(by: own) ? nil : KnownText.tabbedReason(source))
      ?? TaskLikeness(source, givenTo: own)?.reason(givenTo: own)
  }

  private static let sampleSize = 40

  /// Whether all lines are sentences with marks, and what stands below each.
  private static func holdsMarkedSentences(_ source: SourceText) -> Bool {
    let lines = source.firstLines(sampleSize)
    let marked = lines.count(where: MarkedSentenceReader.isMarked)
    // Sentences without a relation below them may as well be texts with their numbers.
    let others = lines.filter { !MarkedSentenceReader.isSentence($0) }
    return marked > 0 && marked == lines.count - others.count && !others.isEmpty
      && others.allSatisfy { !$0.contains(.tab) }
  }
}
