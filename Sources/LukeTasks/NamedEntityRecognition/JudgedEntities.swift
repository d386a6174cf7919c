import LukeData
import LukeJSON

/// Entities that were found, held against those that are annotated.
package enum JudgedEntities {
  /// One judgement of each sentence.
  static func judged(
    _ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus
  ) -> [JudgedAnswer] {
    zip(corpus.sentences, answers).map { sentence, entities in
      JudgedAnswer(
        sentence.location, gold: gold(of: sentence), isRight: isRight(entities, sentence),
        pairs: pairs(entities, sentence), confidences: confidences(entities, sentence))
    }
  }

  /// How sure the model was of each entity.
  static func confidences(
    _ entities: [PredictedEntity], _ sentence: AnnotatedSentence
  ) -> [JudgedAnswer.Confidence] {
    let gold = Set(sentence.entities.map { Key($0.words, $0.label) })
    return entities.map {
      .init(score: $0.score, isRight: gold.contains(Key($0.words, $0.label)))
    }
  }

  /// The annotated entities as lines of answers have them; of one that no words stand for there is the text.
  static func gold(of sentence: AnnotatedSentence) -> JSONValue {
    let aligned = sentence.entities.map { entity in
      let place = sentence.scalars(of: entity.words)
      return JSONValue.object([
        "end": .integer(place.upperBound), "end_word": .integer(entity.words.upperBound),
        "label": .string(entity.label), "start": .integer(place.lowerBound),
        "start_word": .integer(entity.words.lowerBound),
        "text": .string(sentence.text(of: entity.words)),
      ])
    }
    let others = sentence.unalignedEntities.map { entity in
      JSONValue.object(["label": .string(entity.label), "text": .string(entity.text)])
    }
    return .array(aligned + others)
  }

  package static func isRight(_ entities: [PredictedEntity], _ sentence: AnnotatedSentence) -> Bool
  {
    sentence.unalignedEntities.isEmpty
      && Set(entities.map { Key($0.words, $0.label) })
        == Set(sentence.entities.map { Key($0.words, $0.label) })
  }

  /// Entities with the same words make a pair; what one side alone has stands by itself.
  package static func pairs(
    _ entities: [PredictedEntity], _ sentence: AnnotatedSentence
  ) -> [JudgedAnswer.Pair] {
    var left = entities
    var pairs: [JudgedAnswer.Pair] = []
    for entity in sentence.entities {
      let same = left.indices.filter { left[$0].words == entity.words }
      let match = same.first { left[$0].label == entity.label } ?? same.first
      pairs.append(.init(gold: entity.label, answer: match.map { left[$0].label }))
      if let match { left.remove(at: match) }
    }
    return pairs + sentence.unalignedEntities.map { .init(gold: $0.label, answer: nil) }
      + left.map { .init(gold: nil, answer: $0.label) }
  }

  private struct Key: Hashable {
    let words: Range<Int>
    let label: String

    init(_ words: Range<Int>, _ label: String) { (self.words, self.label) = (words, label) }
  }
}
