import LukeAutodiff
public import LukeData
import LukeModel
public import LukeText

/// Turns texts, or pairs of them, into sequences with the tokenizer's special tokens around and between
/// them, as transformers' scripts do.
public struct TextFeatureBuilder: Sendable {
  private let tokenizer: Tokenizer
  private let maximumLength: Int
  private let labels: LabelSet
  private let linker: MentionLinker?

  /// Creates a builder; `maximumLength` counts subwords, special ones included, and `linker` finds entities.
  public init(
    _ tokenizer: Tokenizer, maximumLength: Int, labels: LabelSet, linker: MentionLinker? = nil
  ) {
    (self.tokenizer, self.maximumLength, self.labels) = (tokenizer, maximumLength, labels)
    self.linker = linker
  }

  /// Examples that one worker takes at a time.
  private static let chunk = 64

  /// What some examples became.
  private struct Part: FeaturePart {
    var features: [TextFeature] = []
    var unreachable: [UnreachableAnnotation] = []
    var cutCount = 0
    var mentions = MentionTally()

    mutating func append(_ more: Part) {
      features += more.features
      unreachable += more.unreachable
      cutCount += more.cutCount
      mentions.append(more.mentions)
    }
  }

  /// The features of all examples, one for each that is not blank.
  ///
  /// All threads take part.
  public func features(of corpus: TextCorpus) -> TaskFeatures<TextFeature> {
    let all = Part.gathered(over: corpus.examples.count, chunk: Self.chunk) { examples, part in
      for index in examples where !corpus.examples[index].isBlank {
        add(corpus.examples[index], index, to: &part)
      }
    }
    var notes: [String] = []
    if all.cutCount > 0 {
      notes.append(
        "\(corpus.file): \(counted(all.cutCount, "example is", plural: "examples are")) longer than "
          + "task.max_length, \(maximumLength), and lost words at the end")
    }
    notes += linker?.notes(all.mentions, of: corpus.file) ?? []
    return TaskFeatures(
      features: all.features, unreachable: all.unreachable, notes: notes)
  }

  private func add(_ example: TextExample, _ index: Int, to part: inout Part) {
    let (sequence, isCut) = sequence(example, &part.mentions)
    if isCut { part.cutCount += 1 }
    var feature = TextFeature(example: sequence, index: index)
    if labels.problemType == .regression {
      feature.score = example.labels?.first.flatMap(Double.init)
    } else {
      for name in example.labels ?? [] {
        if let label = labels.index(of: name) {
          feature.classes.append(Int32(label))
        } else {
          part.unreachable.append(
            UnreachableAnnotation(
              location: example.location, text: String(example.text.prefix(60)), label: name,
              reason:
                "the training data have no such label; data.same_labels takes it for another one"))
        }
      }
    }
    part.features.append(feature)
  }

  private func sequence(
    _ example: TextExample, _ mentions: inout MentionTally
  ) -> (LukeExample, isCut: Bool) {
    let first = MentionSource(example.text, tokenizer, linker)
    guard let text = example.secondText else {
      let limit = maximumLength - tokenizer.sequence([]).ids.count
      let sequence = tokenizer.sequence(Array(first.ids.prefix(limit)))
      return (
        LukeExample(sequence, first, linker: linker, &mentions), first.ids.count > limit
      )
    }
    let second = MentionSource(text, tokenizer, linker)
    let limit = maximumLength - tokenizer.sequence([], []).ids.count
    let counts = PairTruncation.counts(first.ids.count, second.ids.count, limit: limit)
    let sequence = tokenizer.sequence(
      Array(first.ids.prefix(counts.first)), Array(second.ids.prefix(counts.second)))
    return (
      LukeExample(sequence, first, second, linker: linker, &mentions),
      first.ids.count + second.ids.count > limit
    )
  }
}
