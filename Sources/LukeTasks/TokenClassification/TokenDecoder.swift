import LukeData

/// Picks the best tag of each word, and reads entities from tags.
struct TokenDecoder {
  private let labels: LabelSet
  private let marksEntities: Bool
  private var tags: [[TaggedWords.Tag]]
  private var logits: [[Float]]

  init(labels: LabelSet, sentences: [AnnotatedSentence]) {
    self.labels = labels
    marksEntities = EntityTagging.marksEntities(labels.names)
    tags = sentences.map {
      [TaggedWords.Tag](repeating: .init(name: "", score: 0), count: $0.words.count)
    }
    logits = sentences.map { [Float](repeating: 0, count: $0.words.count) }
  }

  /// Takes the logits of all subwords of a pass, row by row.
  mutating func add(_ feature: TokenFeature, logits values: [Float]) {
    for (offset, start) in feature.starts.enumerated() {
      let row = values[Int(start) * labels.count..<(Int(start) + 1) * labels.count]
      let best = BestClass(row)
      let word = feature.firstWord + offset
      tags[feature.sentence][word] = .init(
        name: labels.names[best.index], score: best.probability)
      logits[feature.sentence][word] = best.logit
    }
  }

  /// The answer for each sentence.
  func answers() -> [TaggedWords] {
    zip(tags, logits).map { tags, logits in
      guard marksEntities else { return TaggedWords(tags: tags, entities: nil) }
      let entities = EntityTagging.entities(tags.map(\.name)).map { words, label in
        PredictedEntity(
          words: words, label: label, score: tags[words].map(\.score).min() ?? 0,
          logit: logits[words].min() ?? 0)
      }
      return TaggedWords(tags: tags, entities: entities)
    }
  }
}
