import LukeAutodiff
import LukeData
import LukeModel
public import LukeText

/// Turns questions into sequences of the query and parts of the passage, with a masked entity over the gap and
/// one over each candidate, as the official code does (`_process_example` of
/// examples/legacy/entity_span_qa/utils.py).
///
/// A passage that does not fit is read in parts that begin `task.doc_stride` subwords after one another; a part
/// without a whole candidate is none.
public struct ClozeFeatureBuilder: Sendable {
  /// The tokens for `@highlight` and `@placeholder`, and the one around each candidate.
  public static let markers = ["[HIGHLIGHT]", "[PLACEHOLDER]", "[ENTITY]"]

  private let settings: ClozeQuestionAnsweringSettings
  private let tokenizer: Tokenizer
  private let markers: ClozeMarkers
  private let maskEntityID: Int32

  /// Creates a builder; `maskEntityID` is the id of `[MASK]` in the entity vocabulary.
  /// - Throws: ``TaskError/missingToken(_:)`` if the tokenizer lacks a marker.
  public init(
    _ settings: ClozeQuestionAnsweringSettings, _ tokenizer: Tokenizer, maskEntityID: Int32
  ) throws(TaskError) {
    var ids: [Int32] = []
    for marker in Self.markers {
      guard let id = tokenizer.id(token: marker) else { throw .missingToken(marker) }
      ids.append(id)
    }
    (self.settings, self.tokenizer, self.maskEntityID) = (settings, tokenizer, maskEntityID)
    markers = ClozeMarkers(highlight: ids[0], placeholder: ids[1], entity: ids[2])
  }

  /// Passages that one worker takes at a time.
  private static let chunk = 16

  /// The features of all questions that can be asked.
  ///
  /// All threads take part.
  public func features(of corpus: ClozeCorpus) -> TaskFeatures<ClozeFeature> {
    let parts = WorkerPool.shared.map(over: corpus.passages.count, chunk: Self.chunk) { range in
      var report = ClozeFeatureReport()
      let features = range.flatMap { passes(of: corpus.passages[$0], $0, &report) }
      return (features: features, report: report)
    }
    var report = ClozeFeatureReport()
    for part in parts { report.append(part.report) }
    return TaskFeatures(
      features: parts.flatMap(\.features), unreachable: report.unreachable,
      notes: report.notes(settings).map { "\(corpus.file): \($0)" },
      unaskedCount: report.unaskedCount,
      exampleCount: corpus.passages.reduce(0) { $0 + $1.questions.count })
  }

  private func passes(
    of passage: ClozePassage, _ index: Int, _ report: inout ClozeFeatureReport
  ) -> [ClozeFeature] {
    let marked = MarkedPassage(
      passage, markers, repeatsHighlights: settings.repeatsHighlights, tokenizer)
    if marked.hasRepetition { report.repeatedCount += 1 }
    report.longCount += marked.candidates.count { $0.count > settings.maximumMentionLength }
    var features: [ClozeFeature] = []
    for (number, question) in passage.questions.enumerated() {
      let windows = windows(of: question, marked, &report)
      let right = passage.areRight(question)
      for window in windows {
        features.append(
          ClozeFeature(
            example: window.example,
            labels: window.candidates.map { index in right.map { $0[index] ? 1 : 0 } ?? -1 },
            candidates: window.candidates.map(Int32.init), passage: index, question: number))
      }
      report.add(
        question, of: passage, asked: Set(windows.flatMap(\.candidates)),
        reason: windows.isEmpty ? reasonForNone(question, of: passage) : nil)
    }
    return features
  }

  private func windows(
    of question: ClozeQuestion, _ marked: MarkedPassage, _ report: inout ClozeFeatureReport
  ) -> [ClozeWindow] {
    if question.fault != nil { return [] }
    let query = MarkedQuery(
      question.query, markers, maximumLength: settings.maximumQueryLength, tokenizer)
    if query.isCut { report.cutCount += 1 }
    return ClozeWindow.all(
      of: marked, query, settings, tokenizer, maskEntityID: maskEntityID)
  }

  /// Why a question has no feature.
  func reasonForNone(_ question: ClozeQuestion, of passage: ClozePassage) -> String {
    if let fault = question.fault { return "the query \(fault)" }
    if passage.candidates.isEmpty { return "the passage has no entities, which are its candidates" }
    return "no candidate fits into task.max_length, \(settings.maximumLength), beside the query"
  }
}
