import LukeAutodiff
import LukeData
import LukeModel
import LukeText

/// Turns texts with two spans into marked sequences with two masked entities, as the official code
/// does (`convert_examples_to_features` of examples/legacy/relation_classification/utils.py).
public struct RelationFeatureBuilder: Sendable {
  /// The tokens around the head and around the tail.
  public static let markers = ["<ent>", "<ent2>"]

  private let settings: RelationClassificationSettings
  private let encoder: SubwordEncoder
  private let markers: MarkedSequence.Markers
  private let labels: LabelSet
  private let entityIDs: [Int32]

  /// Creates a builder; the entity ids are those of `[MASK]` (head) and `[MASK2]` (tail) in the
  /// entity vocabulary.
  ///
  /// - Throws: ``TaskError/missingToken(_:)`` if the tokenizer lacks a marker.
  public init(
    settings: RelationClassificationSettings, tokenizer: Tokenizer, labels: LabelSet,
    maskEntityID: Int32, secondMaskEntityID: Int32
  ) throws(TaskError) {
    var ids: [Int32] = []
    for marker in Self.markers {
      guard let id = tokenizer.id(token: marker) else { throw .missingToken(marker) }
      ids.append(id)
    }
    self.init(
      settings: settings, encoder: SubwordEncoder(tokenizer), headMarkerID: ids[0],
      tailMarkerID: ids[1], labels: labels, maskEntityID: maskEntityID,
      secondMaskEntityID: secondMaskEntityID)
  }

  package init(
    settings: RelationClassificationSettings, encoder: SubwordEncoder, headMarkerID: Int32,
    tailMarkerID: Int32, labels: LabelSet, maskEntityID: Int32, secondMaskEntityID: Int32
  ) {
    self.settings = settings
    self.encoder = encoder
    markers = MarkedSequence.Markers(head: headMarkerID, tail: tailMarkerID)
    self.labels = labels
    entityIDs = [maskEntityID, secondMaskEntityID]
  }

  /// Examples that one worker takes at a time.
  private static let chunk = 64

  /// The features of all examples, and the examples whose relation the model cannot give.
  ///
  /// All threads take part.
  public func features(of corpus: RelationCorpus) -> RelationFeatures {
    .gathered(over: corpus.examples.count, chunk: Self.chunk) { examples, part in
      for index in examples { add(corpus.examples[index], index, to: &part) }
    }
  }

  private func add(_ example: RelationExample, _ index: Int, to result: inout RelationFeatures) {
    let sequence = MarkedSequence(example, markers: markers, encoder: encoder)
    guard let window = window(of: sequence, example) else {
      result.unaskedCount += 1
      result.unreachable.append(report(example, reasonForNone(example)))
      return
    }
    if window.count < sequence.ids.count { result.cutExampleCount += 1 }
    result.longSpanCount += [sequence.head, sequence.tail].count {
      $0.count > settings.maximumMentionLength
    }
    let label = example.relation.map { labels.index(of: $0) }
    if case .some(nil) = label {
      let known = labels.names.joined(separator: ", ")
      let reason = "the training data have no such relation, only \(known)"
      result.unreachable.append(report(example, reason))
    }
    let input = LukeExample(
      wordIDs: [encoder.classificationID] + sequence.ids[window] + [encoder.separatorID],
      entityIDs: entityIDs,
      entityPositions: [sequence.head, sequence.tail].map { positions($0, in: window) })
    let known = (label ?? nil).map(Int32.init) ?? RelationFeature.ignoredLabel
    result.features.append(RelationFeature(example: input, label: known, index: index))
  }

  /// Why an example has no feature.
  public func reasonForNone(_ example: RelationExample) -> String {
    if let fault = example.fault { return fault }
    return tooLong(MarkedSequence(example, markers: markers, encoder: encoder))
  }

  /// The part of a sequence that is read; nil where both spans do not fit, or one is none.
  ///
  /// Of a span without words the two markers are there, as in the code of LUKE's authors.
  private func window(of sequence: MarkedSequence, _ example: RelationExample) -> Range<Int>? {
    if example.fault != nil { return nil }
    return sequence.window(limit: settings.maximumLength - 2)
  }

  private func positions(_ span: Range<Int>, in window: Range<Int>) -> [Int32] {
    span.prefix(settings.maximumMentionLength).map { Int32($0 - window.lowerBound + 1) }
  }

  private func tooLong(_ sequence: MarkedSequence) -> String {
    let first = min(sequence.head.lowerBound, sequence.tail.lowerBound)
    let last = max(sequence.head.upperBound, sequence.tail.upperBound)
    return "the spans and what is between them have \(last - first) subwords, too many for "
      + "task.max_length, \(settings.maximumLength)"
  }

  private func report(_ example: RelationExample, _ reason: String) -> UnreachableAnnotation {
    UnreachableAnnotation(
      location: example.location, text: "\(example.headText)\", \"\(example.tailText)",
      label: example.relation ?? "", reason: reason)
  }
}
