import LukeAutodiff
import LukeData
import LukeModel
import LukeText

/// Turns mentions into marked sequences with one masked entity each, as the official code does
/// (`convert_examples_to_features` of examples/legacy/entity_typing/utils.py).
public struct TypingFeatureBuilder: Sendable {
  /// The token before and after the mention.
  public static let marker = "<ent>"

  private let settings: EntityTypingSettings
  private let encoder: SubwordEncoder
  private let markerID: Int32
  private let labels: LabelSet
  private let entityID: Int32

  /// Creates a builder; `maskEntityID` is the id of `[MASK]` in the entity vocabulary.
  /// - Throws: ``TaskError/missingToken(_:)`` if the tokenizer lacks the marker.
  public init(
    settings: EntityTypingSettings, tokenizer: Tokenizer, labels: LabelSet, maskEntityID: Int32
  ) throws(TaskError) {
    guard let markerID = tokenizer.id(token: Self.marker) else {
      throw .missingToken(Self.marker)
    }
    self.init(
      settings: settings, encoder: SubwordEncoder(tokenizer), markerID: markerID, labels: labels,
      maskEntityID: maskEntityID)
  }

  package init(
    settings: EntityTypingSettings, encoder: SubwordEncoder, markerID: Int32, labels: LabelSet,
    maskEntityID: Int32
  ) {
    self.settings = settings
    self.encoder = encoder
    self.markerID = markerID
    self.labels = labels
    entityID = maskEntityID
  }

  /// Texts that one worker takes at a time.
  private static let chunk = 64

  /// What some texts became.
  private struct Part: FeaturePart {
    var features: [TypingFeature] = []
    var unreachable: [UnreachableAnnotation] = []
    var cutCount = 0
    var longCount = 0
    var unaskedCount = 0
    var bracketCount = 0

    mutating func append(_ more: Part) {
      features += more.features
      unreachable += more.unreachable
      cutCount += more.cutCount
      longCount += more.longCount
      unaskedCount += more.unaskedCount
      bracketCount += more.bracketCount
    }
  }

  /// The features of all mentions that can be asked.
  ///
  /// All threads take part.
  public func features(of corpus: MentionCorpus) -> TaskFeatures<TypingFeature> {
    let all = Part.gathered(over: corpus.texts.count, chunk: Self.chunk) { texts, part in
      for index in texts { add(corpus.texts[index], index, to: &part) }
    }
    return TaskFeatures(
      features: all.features, unreachable: all.unreachable,
      notes: notes(all).map { "\(corpus.file): \($0)" }, unaskedCount: all.unaskedCount,
      exampleCount: corpus.texts.reduce(0) { $0 + $1.mentions.count })
  }

  private func add(_ text: MentionText, _ index: Int, to part: inout Part) {
    if settings.restoresBrackets, MarkedMention.hasBrackets(text.text) { part.bracketCount += 1 }
    for (number, mention) in text.mentions.enumerated() {
      let marked = self.marked(mention, text)
      guard mention.fault == nil, let window = marked.window(limit: settings.maximumLength - 2)
      else {
        part.unaskedCount += 1
        part.unreachable.append(
          report(mention, text, mention.labels ?? [], reasonForNone(mention, text)))
        continue
      }
      if window.count < marked.ids.count { part.cutCount += 1 }
      if marked.mention.count > settings.maximumMentionLength { part.longCount += 1 }
      let known = mention.labels?.filter { labels.index(of: $0) != nil }
      if let given = mention.labels, given.count > known?.count ?? 0 {
        let unknown = given.filter { labels.index(of: $0) == nil }
        part.unreachable.append(
          report(mention, text, unknown, "the training data have no such label"))
      }
      let positions = marked.mention.prefix(settings.maximumMentionLength)
      part.features.append(
        TypingFeature(
          example: LukeExample(
            wordIDs: [encoder.classificationID] + marked.ids[window] + [encoder.separatorID],
            entityIDs: [entityID],
            entityPositions: [positions.map { Int32($0 - window.lowerBound + 1) }]),
          classes: known?.compactMap { labels.index(of: $0).map(Int32.init) }.sorted(),
          text: index, mention: number))
    }
  }

  private func marked(_ mention: MentionText.Mention, _ text: MentionText) -> MarkedMention {
    MarkedMention(
      text.text, mention.span, markerID: markerID, restoresBrackets: settings.restoresBrackets,
      encoder: encoder)
  }

  /// Why a mention has no feature.
  public func reasonForNone(_ mention: MentionText.Mention, _ text: MentionText) -> String {
    if let fault = mention.fault { return fault }
    return
      "the mention has \(marked(mention, text).mention.count) subwords, its markers among them, too many "
      + "for task.max_length, \(settings.maximumLength)"
  }

  private func report(
    _ mention: MentionText.Mention, _ text: MentionText, _ labels: [String], _ reason: String
  ) -> UnreachableAnnotation {
    UnreachableAnnotation(
      location: text.location, text: text.text(of: mention),
      label: labels.joined(separator: ", "), reason: reason)
  }

  private func notes(_ all: Part) -> [String] {
    var notes: [String] = []
    if all.bracketCount > 0 {
      notes.append(
        "\(counted(all.bracketCount, "text has", plural: "texts have")) -LRB- or the like, which is read as the "
          + "bracket it stands for (task.restore_brackets)")
    }
    if all.cutCount > 0 {
      notes.append(
        "\(counted(all.cutCount, "mention stands", plural: "mentions stand")) in a text that is longer than "
          + "task.max_length, \(settings.maximumLength), and lost words away from the mention")
    }
    if all.longCount > 0 {
      let limit = settings.maximumMentionLength
      notes.append(
        "\(counted(all.longCount, "mention has", plural: "mentions have")) more subwords than "
          + "task.max_mention_length, \(limit), of which the first \(limit) give the entity's position"
      )
    }
    if all.unaskedCount > 0 {
      notes.append(
        "\(counted(all.unaskedCount, "mention")) cannot be asked: not trained on, answered with null and the "
          + "reason, missed in scores")
    }
    return notes
  }
}
