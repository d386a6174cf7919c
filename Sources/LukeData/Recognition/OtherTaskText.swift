/// Names text without JSON that is data of another task, where a table of texts is looked for: most of its lines
/// have tabs, and would be taken for columns.
enum OtherTaskText {
  private static let sampleSize = 40

  /// What to say after the file's name; nil for other texts.
  static func reason(_ source: SourceText, givenTo task: TaskRecord) -> String? {
    let lines = source.firstLines(sampleSize)
    let marked = lines.count(where: MarkedSentenceReader.isMarked)
    // Sentences without a relation below them may as well be texts with their numbers.
    let others = lines.filter { !MarkedSentenceReader.isSentence($0) }
    if marked > 0, marked == lines.count - others.count, !others.isEmpty,
      others.allSatisfy({ !$0.contains(.tab) })
    {
      return TaskRecord.relations.reason(
        "text of sentences with two spans marked, as SemEval-2010 task 8 has them", givenTo: task)
    }
    return KnownText.tabbedReason(source)
  }
}
