import LukeData
import LukeTasks

extension Predictor {
  /// The class, the classes or the score of a text, or of two that are read together; of a blank text none of them,
  /// and a reason.
  ///
  /// - Throws: `TrainingError.usage` where the model is of another task; `DataError` for one text where the model
  ///   was trained on two, and the other way around.
  public func labels(of text: String, with second: String? = nil) throws -> PredictedText {
    let example = TextExample(
      text: text, secondText: second, location: SourceLocation(file: "text", line: 1))
    return try labels(of: [example])[0]
  }

  /// What the model says of each text; of a blank one there is a reason alone.
  public func labels(of examples: [TextExample]) throws -> [PredictedText] {
    try answers(of: SequenceClassificationTask.self, to: TextCorpus(examples))
  }

  /// The tag of each word of sentences, which have nothing to do with each other.
  ///
  /// - Throws: `TrainingError.usage` where the model is of another task.
  public func tags(ofWords sentences: [[String]]) throws -> [TaggedWords] {
    let sentences = sentences.enumerated().map { number, words in
      AnnotatedSentence(
        words: words, document: number, location: SourceLocation(file: "text", line: number + 1))
    }
    return try answers(of: TokenClassificationTask.self, to: AnnotatedCorpus(sentences))
  }
}
