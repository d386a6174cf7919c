import LukeAutodiff
public import LukeData
import LukeModel
public import LukeText

/// Turns questions into a sequence for each choice, with the tokenizer's special tokens around and between
/// its two parts, as transformers' examples do.
///
/// Where there is a context, that is the first part, and the question with a space and the choice the
/// second; a question or a context alone is the first part, and the choice the second.
///
/// Source: transformers' `run_swag.py`; how COPA's questions are put into words is our choice.
public struct ChoiceFeatureBuilder: Sendable {
  private let tokenizer: Tokenizer
  private let maximumLength: Int
  private let linker: MentionLinker?

  /// Creates a builder; `maximumLength` counts subwords, special ones included, and `linker` finds entities.
  public init(_ tokenizer: Tokenizer, maximumLength: Int, linker: MentionLinker? = nil) {
    (self.tokenizer, self.maximumLength, self.linker) = (tokenizer, maximumLength, linker)
  }

  /// Examples that one worker takes at a time.
  private static let chunk = 16

  /// The features of all examples, one for each.
  ///
  /// All threads take part.
  public func features(of corpus: ChoiceCorpus) -> TaskFeatures<ChoiceFeature> {
    let chunks = WorkerPool.shared.map(over: corpus.examples.count, chunk: Self.chunk) { range in
      var mentions = MentionTally()
      let features = range.map { feature(corpus.examples[$0], $0, &mentions) }
      return (features: features, mentions: mentions)
    }
    var mentions = MentionTally()
    for chunk in chunks { mentions.append(chunk.mentions) }
    let parts = chunks.flatMap(\.features)
    let cutCount = parts.count(where: \.isCut)
    var notes: [String] = []
    if cutCount > 0 {
      notes.append(
        "\(corpus.file): \(counted(cutCount, "example is", plural: "examples are")) longer than "
          + "task.max_length, \(maximumLength), and lost words at the end of the longer part")
    }
    notes += linker?.notes(mentions, of: corpus.file) ?? []
    return TaskFeatures(features: parts.map(\.feature), notes: notes)
  }

  private func feature(
    _ example: ChoiceExample, _ index: Int, _ mentions: inout MentionTally
  ) -> (feature: ChoiceFeature, isCut: Bool) {
    let first = MentionSource(example.context ?? example.question ?? "", tokenizer, linker)
    let start = example.context == nil ? nil : example.question
    let limit = maximumLength - tokenizer.sequence([], []).ids.count
    var isCut = false
    let choices = example.choices.map { choice in
      let second = MentionSource(
        start.map { $0 + " " + choice.text } ?? choice.text, tokenizer, linker)
      if first.ids.count + second.ids.count > limit { isCut = true }
      let counts = PairTruncation.counts(first.ids.count, second.ids.count, limit: limit)
      let sequence = tokenizer.sequence(
        Array(first.ids.prefix(counts.first)), Array(second.ids.prefix(counts.second)))
      return LukeExample(sequence, first, second, linker: linker, &mentions)
    }
    let answers = example.answers ?? example.answer.map { [$0] }
    return (
      ChoiceFeature(choices: choices, answers: answers?.map(Int32.init), index: index), isCut
    )
  }
}
