import LukeData
import LukeTasks

extension Predictor {
  /// The types of a part of a text.
  ///
  /// - Throws: `TrainingError.usage` where the model is of another task.
  public func types(of mention: Range<String.Index>, in text: String) throws -> PredictedTypes {
    let all = text.unicodeScalars
    let start = all.distance(from: all.startIndex, to: mention.lowerBound)
    let end = start + all.distance(from: mention.lowerBound, to: mention.upperBound)
    return try types(
      in: [
        MentionText(
          text: text, mentions: [.init(span: start..<end)],
          location: SourceLocation(file: "text", line: 1))
      ])[0][0]
  }

  /// The types of each mention of some texts.
  public func types(in texts: [MentionText]) throws -> [[PredictedTypes]] {
    try answers(of: EntityTypingTask.self, to: MentionCorpus(texts))
  }
}
