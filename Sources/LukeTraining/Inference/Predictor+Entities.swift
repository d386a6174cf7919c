import LukeData
import LukeTasks

/// An entity that a model found in a text.
public struct Entity: Hashable, Sendable {
  /// The text of the entity.
  public let text: String
  /// Its place in the text.
  public let range: Range<String.Index>
  /// Its place in the text in Unicode scalars, as the program writes it.
  public let scalars: Range<Int>
  /// The type.
  public let label: String
  /// The probability of the type, from 0 to 1.
  public let score: Double
}

extension Predictor {
  /// The entities in a text, in the order in which they stand; of those that overlap the likelier.
  ///
  /// - Throws: `TrainingError.usage` where the model is of another task.
  public func entities(in text: String) throws -> [Entity] {
    try entities(in: [text]).first ?? []
  }

  /// The entities in each of some texts that have nothing to do with each other.
  public func entities(in texts: [String]) throws -> [[Entity]] {
    let sentences = texts.enumerated().map { number, text in
      AnnotatedSentence(
        text: text, document: number, splitting: splitting,
        location: SourceLocation(file: "text", line: number + 1))
    }
    return zip(texts, try found(in: sentences)).map { text, found in
      found.map { sentence, entity in
        let scalars = sentence.scalars(of: entity.words)
        let all = text.unicodeScalars
        let start = all.index(all.startIndex, offsetBy: scalars.lowerBound)
        let end = all.index(start, offsetBy: scalars.count)
        return Entity(
          text: String(all[start..<end]), range: start..<end, scalars: scalars,
          label: entity.label, score: Double(entity.score))
      }
    }
  }

  /// The entities in sentences of words, each with the words that it covers.
  public func entities(inWords sentences: [[String]]) throws -> [[PredictedEntity]] {
    try found(
      in: sentences.enumerated().map { number, words in
        AnnotatedSentence(
          words: words, document: number, location: SourceLocation(file: "text", line: number + 1))
      }
    ).map { $0.map(\.1) }
  }

  private func found(
    in sentences: [AnnotatedSentence]
  ) throws -> [[(AnnotatedSentence, PredictedEntity)]] {
    let answers = try answers(
      of: NamedEntityRecognitionTask.self, to: AnnotatedCorpus(sentences))
    return zip(sentences, answers).map { sentence, found in found.map { (sentence, $0) } }
  }
}
