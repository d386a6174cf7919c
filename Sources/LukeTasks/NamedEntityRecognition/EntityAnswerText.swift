import LukeData

/// The entities that were found in sentences, as what is written of them: lines of a file, or files of a
/// folder.
enum EntityAnswerText {
  /// The lines of a file.
  static func lines(
    _ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus, as format: EntityAnswerFormat
  ) throws -> [String] {
    if format == .jsonLines {
      return try zip(corpus.sentences, answers).map { sentence, entities in
        try AnswerLine.text(
          Line(
            id: sentence.identifier, text: sentence.text ?? sentence.words.joined(separator: " "),
            entities: entities.map {
              EntityLine($0, of: sentence, at: sentence.scalars(of: $0.words))
            }))
      }
    }
    return EntityAnswers.lines(
      corpus.sentences, found(answers), as: format, marksDocuments: corpus.layout.marksDocuments)
  }

  /// The files of a folder.
  static func files(
    _ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus, as format: EntityAnswerFormat
  ) -> [AnswerFile] {
    EntityAnswers.files(
      corpus.sentences, found(answers), as: format, marksDocuments: corpus.layout.marksDocuments)
  }

  /// Words beside the tags of annotated and found entities.
  static func comparedWords(_ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus) -> [String] {
    EntityAnswers.comparedLines(
      corpus.sentences, found(answers), marksDocuments: corpus.layout.marksDocuments)
  }

  private static func found(_ answers: [[PredictedEntity]]) -> [[FoundEntity]] {
    answers.map { entities in
      entities.map { FoundEntity(words: $0.words, label: $0.label, score: $0.score) }
    }
  }

  /// A line of predictions.
  private struct Line: Encodable {
    let id: RecordIdentifier?
    let text: String
    let entities: [EntityLine]
  }
}
