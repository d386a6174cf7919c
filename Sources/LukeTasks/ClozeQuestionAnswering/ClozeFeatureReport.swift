import LukeData

/// What making features of questions found that the user should know.
struct ClozeFeatureReport: Sendable {
  /// Questions none of whose right answers can be given.
  private(set) var unreachable: [UnreachableAnnotation] = []
  /// Passages with a piece that is read twice, queries that lost words, and candidates whose position is the
  /// mean of their first subwords.
  var repeatedCount = 0, cutCount = 0, longCount = 0
  /// Questions that cannot be asked.
  private(set) var unaskedCount = 0
  /// Candidates that no part of their passage holds beside the query.
  private var lostCount = 0

  /// Takes a question with the candidates that some part of the passage holds.
  mutating func add(
    _ question: ClozeQuestion, of passage: ClozePassage, asked: Set<Int>, reason: String?
  ) {
    if reason != nil {
      unaskedCount += 1
    } else {
      lostCount += passage.candidates.count - asked.count
    }
    guard let answers = question.answers, let right = passage.areRight(question) else { return }
    let known = right.indices.filter { right[$0] }
    if known.contains(where: asked.contains) { return }
    unreachable.append(
      UnreachableAnnotation(
        location: passage.location, text: question.query.asShown,
        label: answers.first?.text.asShown ?? "",
        reason: reason
          ?? (known.isEmpty
            ? "no entity of the passage has the span of an answer"
            : "no part of the passage holds the answer as a whole")))
  }

  mutating func append(_ other: ClozeFeatureReport) {
    unreachable += other.unreachable
    repeatedCount += other.repeatedCount
    cutCount += other.cutCount
    longCount += other.longCount
    unaskedCount += other.unaskedCount
    lostCount += other.lostCount
  }

  func notes(_ settings: ClozeQuestionAnsweringSettings) -> [String] {
    var notes: [String] = []
    if repeatedCount > 0 {
      notes.append(
        "\(counted(repeatedCount, "passage has", plural: "passages have")) @highlight in text that goes on from "
          + "a candidate, and that text twice, as the official code reads it; task.repeat_highlights false "
          + "reads it once")
    }
    if cutCount > 0 {
      notes.append(
        "\(counted(cutCount, "query is", plural: "queries are")) longer than task.max_query_length, "
          + "\(settings.maximumQueryLength), and lost words")
    }
    if longCount > 0 {
      let limit = settings.maximumMentionLength
      notes.append(
        "\(counted(longCount, "candidate has", plural: "candidates have")) more subwords than "
          + "task.max_mention_length, \(limit), of which the first \(limit) give the entity's position"
      )
    }
    if lostCount > 0 {
      notes.append(
        "\(counted(lostCount, "candidate is", plural: "candidates are")) never read as a whole beside a query, "
          + "and no answer to it; a larger task.max_length or a smaller task.doc_stride would help")
    }
    if unaskedCount > 0 {
      notes.append(
        "\(counted(unaskedCount, "question")) cannot be asked: not trained on, answered with null and the "
          + "reason, missed in scores")
    }
    return notes
  }
}
