import LukeAutodiff
import LukeData
import LukeText

/// Turns sentences into passes with candidate spans, as the official code does
/// (`convert_examples_to_features` of examples/legacy/ner/utils.py).
public struct EntitySpanFeatureBuilder: Sendable {
  private let settings: NamedEntityRecognitionSettings
  private let encoder: SubwordEncoder
  private let labels: LabelSet
  private let entityID: Int32

  /// Creates a builder; `maskEntityID` is the id of `[MASK]` in the entity vocabulary.
  public init(
    settings: NamedEntityRecognitionSettings, tokenizer: Tokenizer, labels: LabelSet,
    maskEntityID: Int32
  ) {
    self.init(
      settings: settings, encoder: SubwordEncoder(tokenizer), labels: labels,
      maskEntityID: maskEntityID)
  }

  package init(
    settings: NamedEntityRecognitionSettings, encoder: SubwordEncoder, labels: LabelSet,
    maskEntityID: Int32
  ) {
    self.settings = settings
    self.encoder = encoder
    self.labels = labels
    entityID = maskEntityID
  }

  /// Sentences that one worker takes at a time.
  private static let chunk = 64

  /// The passes of all sentences, and the entities that none of them has a candidate for.
  ///
  /// A sentence longer than a sequence is looked through in segments of whole words, the words around
  /// a segment standing around it; a single word longer than a sequence loses its last subwords. A
  /// sentence without words has no pass. All threads take part.
  public func features(of corpus: AnnotatedCorpus) -> EntitySpanFeatures {
    let subwords = WorkerPool.shared.map(over: corpus.sentences.count, chunk: Self.chunk) {
      SubwordDocument.subwords(of: corpus.sentences[$0], encoder: encoder)
    }.flatMap { $0 }
    var result = EntitySpanFeatures()
    for sentences in corpus.documents {
      let document = SubwordDocument(subwords[sentences])
      result.append(
        .gathered(over: sentences.count, chunk: Self.chunk) { offsets, part in
          for offset in offsets {
            let index = sentences.lowerBound + offset
            add(corpus.sentences[index], index, document, offset, to: &part)
          }
        })
    }
    return result
  }

  private func add(
    _ sentence: AnnotatedSentence, _ index: Int, _ document: SubwordDocument, _ offset: Int,
    to result: inout EntitySpanFeatures
  ) {
    let boundaries = document.boundaries[offset]
    let (segments, cutWordCount) = document.segments(
      ofSentence: offset, settings.contextRead, maximumLength: settings.maximumLength)
    result.cutWordCount += cutWordCount
    if segments.count > 1 {
      result.splitSentenceCount += 1
      result.partCount += segments.count
    }

    var gold = GoldEntities(sentence, labels: labels)
    let firstPass = result.features.count
    var isCrowded = false
    for segment in segments {
      let window = segment.window
      var pass = EntitySpanFeature(
        wordIDs: [encoder.classificationID] + document.ids[window] + [encoder.separatorID],
        spanStarts: [], spanEnds: [], labels: [], sentence: index, entityID: entityID,
        wordRanges: [])
      let chunks = split(candidates(segment, boundaries))
      isCrowded = isCrowded || chunks.count > 1
      for chunk in chunks {
        pass.wordRanges = Array(chunk)
        pass.spanStarts = chunk.map {
          Int32(boundaries[Int($0.lowerBound)] - window.lowerBound + 1)
        }
        pass.spanEnds = chunk.map {
          Int32(min(boundaries[Int($0.upperBound)], window.upperBound) - window.lowerBound)
        }
        pass.labels = chunk.map { gold.take($0) }
        result.features.append(pass)
      }
    }
    if isCrowded {
      result.crowdedSentenceCount += 1
      result.crowdedPassCount += result.features.count - firstPass
    }
    result.unreachable += gold.unreachable { reason($0, boundaries: boundaries) }
    for entity in sentence.entities {
      let length = boundaries[entity.words.upperBound] - boundaries[entity.words.lowerBound]
      result.entityLengths[length, default: 0] += 1
    }
    let overlaps = gold.overlaps(allowed: settings.overlaps)
    result.overlappingEntityCount += overlaps.overlapping
    result.outnumberedEntityCount += overlaps.leftOver
  }

  /// The spans of words that start in a segment and are short enough, by start and then by end.
  private func candidates(_ segment: SentenceSegment, _ boundaries: [Int]) -> [Range<Int32>] {
    var candidates: [Range<Int32>] = []
    for start in segment.words {
      for end in start + 1..<segment.lastWordEnd + 1 {
        if boundaries[end] - boundaries[start] > settings.mentionLimit { break }
        candidates.append(Int32(start)..<Int32(end))
      }
    }
    return candidates
  }

  /// Candidates shared out over as few passes as hold them, all but the last of one size.
  private func split(_ candidates: [Range<Int32>]) -> [ArraySlice<Range<Int32>>] {
    if candidates.isEmpty { return [] }
    let limit = max(1, settings.maximumEntityLength)
    let passCount = (candidates.count + limit - 1) / limit
    let size = (candidates.count + passCount - 1) / passCount
    return stride(from: 0, to: candidates.count, by: size).map {
      candidates[$0..<min($0 + size, candidates.count)]
    }
  }

  private func reason(_ entity: EntityAnnotation, boundaries: [Int]) -> String {
    let length = boundaries[entity.words.upperBound] - boundaries[entity.words.lowerBound]
    let limit = settings.mentionLimit
    if length > limit {
      return "has \(length) subwords, more than task.max_mention_length, \(limit)"
    }
    return "lies across the place where the sentence, longer than task.max_length, "
      + "\(settings.maximumLength), is split"
  }
}
