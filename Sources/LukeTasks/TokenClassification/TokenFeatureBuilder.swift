import LukeAutodiff
import LukeData
import LukeModel
import LukeText

/// Turns sentences into sequences in which each word is asked once, at its first subword.
///
/// A sentence longer than a sequence is read in segments of whole words, the words around a segment standing
/// around it; a single word longer than a sequence loses its last subwords.
public struct TokenFeatureBuilder: Sendable {
  private let settings: TokenClassificationSettings
  private let encoder: SubwordEncoder
  private let labels: LabelSet

  /// Creates a builder.
  public init(settings: TokenClassificationSettings, tokenizer: Tokenizer, labels: LabelSet) {
    self.init(settings: settings, encoder: SubwordEncoder(tokenizer), labels: labels)
  }

  package init(
    settings: TokenClassificationSettings, encoder: SubwordEncoder, labels: LabelSet
  ) {
    (self.settings, self.encoder, self.labels) = (settings, encoder, labels)
  }

  /// Sentences that one worker takes at a time.
  private static let chunk = 64

  /// What some sentences became.
  private struct Part: FeaturePart {
    var features: [TokenFeature] = []
    var unreachable: [UnreachableAnnotation] = []
    var splitCount = 0
    var passCount = 0
    var cutWordCount = 0

    mutating func append(_ more: Part) {
      features += more.features
      unreachable += more.unreachable
      splitCount += more.splitCount
      passCount += more.passCount
      cutWordCount += more.cutWordCount
    }
  }

  /// The passes of all sentences; one without words has none.
  ///
  /// All threads take part.
  public func features(of corpus: AnnotatedCorpus) -> TaskFeatures<TokenFeature> {
    let subwords = WorkerPool.shared.map(over: corpus.sentences.count, chunk: Self.chunk) {
      SubwordDocument.subwords(of: corpus.sentences[$0], encoder: encoder)
    }.flatMap { $0 }
    var all = Part()
    for sentences in corpus.documents {
      let document = SubwordDocument(subwords[sentences])
      all.append(
        .gathered(over: sentences.count, chunk: Self.chunk) { offsets, part in
          for offset in offsets {
            let index = sentences.lowerBound + offset
            add(corpus.sentences[index], index, document, offset, to: &part)
          }
        })
    }
    var notes: [String] = []
    if all.splitCount > 0 {
      notes.append(
        "\(corpus.file): \(counted(all.splitCount, "sentence is", plural: "sentences are")) longer than "
          + "task.max_length, \(settings.maximumLength), and read in "
          + "\(all.passCount) parts")
    }
    if let note = SentenceSegment.note(
      onCutWords: all.cutWordCount, maximumLength: settings.maximumLength)
    {
      notes.append("\(corpus.file): \(note)")
    }
    return TaskFeatures(
      features: all.features, unreachable: all.unreachable, notes: notes)
  }

  private func add(
    _ sentence: AnnotatedSentence, _ index: Int, _ document: SubwordDocument, _ offset: Int,
    to part: inout Part
  ) {
    if sentence.words.isEmpty { return }
    let boundaries = document.boundaries[offset]
    let (segments, cutWordCount) = document.segments(
      ofSentence: offset, settings.context, maximumLength: settings.maximumLength)
    part.cutWordCount += cutWordCount
    if segments.count > 1 {
      part.splitCount += 1
      part.passCount += segments.count
    }
    let tags = WordTags(sentence)
    part.unreachable += unreachable(tags, sentence)
    for segment in segments {
      part.features.append(
        TokenFeature(
          example: LukeExample(
            wordIDs: [encoder.classificationID] + document.ids[segment.window]
              + [encoder.separatorID]),
          starts: segment.words.map { Int32(boundaries[$0] - segment.window.lowerBound + 1) },
          labels: segment.words.map { word in
            labels.index(of: tags.names[word]).map(Int32.init) ?? TokenFeature.ignoredLabel
          }, sentence: index, firstWord: segment.words.lowerBound))
    }
  }

  /// Tags that the training data have not, and entities that tags cannot tell.
  private func unreachable(
    _ tags: WordTags, _ sentence: AnnotatedSentence
  ) -> [UnreachableAnnotation] {
    var found: [UnreachableAnnotation] = []
    for (word, name) in zip(sentence.words, tags.names) where labels.index(of: name) == nil {
      found.append(
        UnreachableAnnotation(
          location: sentence.location, text: word, label: name,
          reason: "the training data have no such tag"))
    }
    for entity in tags.overlapping {
      found.append(
        UnreachableAnnotation(
          location: sentence.location, text: sentence.text(of: entity.words), label: entity.label,
          reason: "shares words with another entity, and a word has one tag"))
    }
    for entity in sentence.unalignedEntities {
      found.append(
        UnreachableAnnotation(
          location: sentence.location, text: entity.text, label: entity.label,
          reason: entity.reason))
    }
    return found
  }
}
