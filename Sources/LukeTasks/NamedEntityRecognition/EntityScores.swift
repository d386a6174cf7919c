import LukeData

/// Precision, recall and F1 of entities as conlleval counts them: an entity is right when its words
/// and its type are, and every annotated entity counts, whether or not the model could find it.
public struct EntityScores: Hashable, Sendable {
  /// Over all types (micro average).
  public private(set) var overall = PrecisionRecall()
  /// For each type that is annotated or predicted.
  public private(set) var byLabel: [String: PrecisionRecall] = [:]

  /// Scores the predictions for the sentences at the same places.
  public init(gold sentences: [AnnotatedSentence], predicted: [[PredictedEntity]]) {
    precondition(sentences.count == predicted.count, "one list of predictions for each sentence")
    for (sentence, entities) in zip(sentences, predicted) { add(sentence, entities) }
    overall = .sum(byLabel.values)
  }

  private mutating func add(_ sentence: AnnotatedSentence, _ predicted: [PredictedEntity]) {
    for entity in sentence.entities { byLabel[entity.label, default: .init()].goldCount += 1 }
    for entity in sentence.unalignedEntities {
      byLabel[entity.label, default: .init()].goldCount += 1
    }
    for entity in predicted {
      byLabel[entity.label, default: .init()].predictedCount += 1
      if sentence.entities.contains(where: { $0.words == entity.words && $0.label == entity.label })
      {
        byLabel[entity.label, default: .init()].correctCount += 1
      }
    }
  }
}
