import LukeData

/// A line of predictions for all pairs of a text.
struct PairLine: Encodable {
  let id: RecordIdentifier?
  let text: String
  let pairs: [RelationLine.Answer]

  /// One line for each text, be there pairs in it or not.
  static func lines(
    _ texts: [PairedText], _ corpus: RelationCorpus, _ answers: [PredictedRelation]
  ) throws -> [String] {
    try texts.map { text in
      let pairs = zip(text.examples, text.pairs).map { index, pair in
        RelationLine.Answer(
          corpus.examples[index], answers[index], headLabel: text.labels[pair.head],
          tailLabel: text.labels[pair.tail])
      }
      return try AnswerLine.text(PairLine(id: text.identifier, text: text.text, pairs: pairs))
    }
  }
}
