import LukeAutodiff
public import LukeData
import LukeModel
public import LukeText

/// Turns questions into sequences of the question and a window of its context each.
///
/// Source: `prepare_train_features` and `prepare_validation_features` of transformers' `run_qa.py`. Three of its
/// oddities are not followed: an answer that begins in the last token of a window points to the token behind it
/// there; one character in several subwords ends before it begins; and the first token of the second and all
/// further windows covers the space before it. Questions are cut as LUKE's authors do.
public struct QuestionFeatureBuilder: Sendable {
  private let tokenizer: Tokenizer
  private let settings: QuestionAnsweringSettings
  private let linker: MentionLinker?

  /// Creates a builder; `linker` finds entities.
  public init(
    _ tokenizer: Tokenizer, settings: QuestionAnsweringSettings, linker: MentionLinker? = nil
  ) {
    (self.tokenizer, self.settings, self.linker) = (tokenizer, settings, linker)
  }

  /// Questions that one worker takes at a time.
  private static let chunk = 16

  /// What some questions became.
  private struct Part: FeaturePart {
    var features: [QuestionFeature] = []
    var unreachable: [UnreachableAnnotation] = []
    var windowedCount = 0
    var cutCount = 0
    var unaskedCount = 0
    var mentions = MentionTally()

    mutating func append(_ more: Part) {
      features += more.features
      unreachable += more.unreachable
      windowedCount += more.windowedCount
      cutCount += more.cutCount
      unaskedCount += more.unaskedCount
      mentions.append(more.mentions)
    }
  }

  /// The features of all questions that can be asked, one for each window.
  ///
  /// All threads take part.
  public func features(of corpus: QuestionCorpus) -> TaskFeatures<QuestionFeature> {
    let all = Part.gathered(over: corpus.examples.count, chunk: Self.chunk) { questions, part in
      var contexts = ContextTokens(tokenizer, linker)
      for index in questions { add(corpus.examples[index], index, &contexts, to: &part) }
    }
    return TaskFeatures(
      features: all.features, unreachable: all.unreachable,
      notes: notes(all).map { "\(corpus.file): \($0)" }
        + (linker?.notes(all.mentions, of: corpus.file) ?? []),
      unaskedCount: all.unaskedCount, exampleCount: corpus.examples.count)
  }

  /// Why a question cannot be asked; nil where it can.
  public func reasonForNone(_ example: QuestionExample) -> String? {
    if example.context.isInvisible { return "the context is blank" }
    return reasonForNone(example, contextLength: tokenizer.ids(of: example.context).count)
  }

  private func reasonForNone(_ example: QuestionExample, contextLength: Int) -> String? {
    if example.context.isInvisible { return "the context is blank" }
    if contextLength == 0 { return "the context has no subwords" }
    let question = tokenizer.ids(of: Self.question(example))
    let kept = question.prefix(settings.maximumQuestionLength)
    let room = settings.room(beside: kept.count, tokenizer)
    let stride = settings.strideRead
    if contextLength <= room || room > stride { return nil }
    let remedy =
      room > 0
      ? "lower task.stride to \(room - 1) or less"
      : "raise task.max_length, or lower task.max_question_length"
    return
      "the question has \(counted(kept.count, "subword")) and leaves \(max(0, room)) of task.max_length, "
      + "\(settings.maximumLength), to windows of the context, which have task.stride, "
      + "\(stride), in common; \(remedy)"
  }

  /// The question as `run_qa.py` has it.
  static func question(_ example: QuestionExample) -> String {
    String(
      String.UnicodeScalarView(example.question.unicodeScalars.drop(while: PythonText.isSpace)))
  }

  private func add(
    _ example: QuestionExample, _ index: Int, _ contexts: inout ContextTokens, to part: inout Part
  ) {
    let question = MentionSource(Self.question(example), tokenizer, linker)
    if question.ids.count > settings.maximumQuestionLength { part.cutCount += 1 }
    let kept = Array(question.ids.prefix(settings.maximumQuestionLength))
    let (tokens, context) = contexts.tokens(of: example.context)
    let room = settings.room(beside: kept.count, tokenizer)
    let stride = settings.strideRead
    guard !tokens.isEmpty, !example.context.isInvisible,
      tokens.count <= room || room > stride
    else {
      part.unaskedCount += 1
      if let answer = example.answers?.first {
        let reason = reasonForNone(example, contextLength: tokens.count) ?? ""
        part.unreachable.append(report(answer, example, reason))
      }
      return
    }
    let windows = ContextWindows.windows(of: tokens.count, limit: room, stride: stride)
    if windows.count > 1 { part.windowedCount += 1 }
    for window in windows {
      let sequence = tokenizer.sequence(kept, tokens[window].map(\.id))
      var feature = QuestionFeature(
        example: LukeExample(
          sequence, question, context, from: window.lowerBound, linker: linker, &part.mentions),
        contextStart: sequence.second?.lowerBound ?? 0,
        offsets: tokens[window].map { $0.start..<$0.end }, index: index)
      feature.target = target(example, feature)
      part.features.append(feature)
    }
  }

  private func target(
    _ example: QuestionExample, _ feature: QuestionFeature
  ) -> QuestionFeature.Target {
    guard let answers = example.answers else { return .unknown }
    guard let answer = answers.first else { return .none }
    guard let span = answer.span ?? answers.lazy.compactMap(\.span).first else { return .unknown }
    let offsets = feature.offsets
    guard let first = offsets.first, let last = offsets.last, first.lowerBound <= span.lowerBound,
      span.upperBound <= last.upperBound,
      let start = offsets.lastIndex(where: { $0.lowerBound <= span.lowerBound }),
      let end = offsets.firstIndex(where: { $0.upperBound >= span.upperBound })
    else { return .none }
    return .tokens(
      first: feature.contextStart + min(start, end), last: feature.contextStart + max(start, end))
  }

  private func report(
    _ answer: QuestionExample.Answer, _ example: QuestionExample, _ reason: String
  ) -> UnreachableAnnotation {
    UnreachableAnnotation(
      location: example.location, text: answer.text, label: "answer", reason: reason)
  }

  private func notes(_ all: Part) -> [String] {
    var notes: [String] = []
    if all.windowedCount > 0 {
      let count = counted(all.windowedCount, "question has", plural: "questions have")
      notes.append(
        "\(count) a context that is longer than task.max_length, \(settings.maximumLength), allows, and is "
          + "read in windows (task.stride); \(counted(all.features.count, "window")) in all")
    }
    if all.cutCount > 0 {
      notes.append(
        "\(counted(all.cutCount, "question is", plural: "questions are")) longer than "
          + "task.max_question_length, \(settings.maximumQuestionLength), and lost words at the end"
      )
    }
    if all.unaskedCount > 0 {
      notes.append(
        "\(counted(all.unaskedCount, "question")) cannot be asked: not trained on, answered with null and "
          + "the reason, wrong in scores")
    }
    return notes
  }
}

/// The tokens of contexts, each of which several questions in a row may be about.
private struct ContextTokens {
  private let tokenizer: Tokenizer
  private let linker: MentionLinker?
  private var last: (context: String, tokens: [Token], source: MentionSource)?

  init(_ tokenizer: Tokenizer, _ linker: MentionLinker?) {
    (self.tokenizer, self.linker) = (tokenizer, linker)
  }

  mutating func tokens(of context: String) -> ([Token], MentionSource) {
    // Texts that are composed differently are equal as strings.
    if let last, last.context.utf8.elementsEqual(context.utf8) { return (last.tokens, last.source) }
    let tokens = tokenizer.encode(context)
    let source = MentionSource(context, tokens, linker)
    last = (context, tokens, source)
    return (tokens, source)
  }
}
