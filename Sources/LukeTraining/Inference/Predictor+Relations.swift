import LukeData
import LukeTasks

extension Predictor {
  /// The relation between two parts of a text.
  ///
  /// - Throws: `TrainingError.usage` where the model is of another task.
  public func relation(
    in text: String, from head: Range<String.Index>, to tail: Range<String.Index>
  ) throws -> PredictedRelation {
    func scalars(_ range: Range<String.Index>) -> Range<Int> {
      let all = text.unicodeScalars
      let start = all.distance(from: all.startIndex, to: range.lowerBound)
      return start..<start + all.distance(from: range.lowerBound, to: range.upperBound)
    }
    let example = RelationExample(
      text: text, head: scalars(head), tail: scalars(tail), relation: nil,
      location: SourceLocation(file: "text", line: 1))
    return try relations(of: [example])[0]
  }

  /// The relation of each example.
  public func relations(of examples: [RelationExample]) throws -> [PredictedRelation] {
    try answers(of: RelationClassificationTask.self, to: RelationCorpus(examples))
  }
}
