import LukeData

/// Named entity recognition with a plain encoder: data, answers and scores are those of the task with entities.
protocol EntitiesOfWordsTask: FineTuningTask
where
  Settings == NamedEntityRecognitionSettings, Data == EntityDataSettings,
  Corpus == AnnotatedCorpus, Answers == [[PredictedEntity]]
{}

extension EntitiesOfWordsTask {
  static var kind: String { NamedEntityRecognitionTask.kind }

  static func read(
    _ source: SourceText, _ data: EntityDataSettings, requiresLabels: Bool
  ) throws -> AnnotatedCorpus {
    try NamedEntityRecognitionTask.read(source, data, requiresLabels: requiresLabels)
  }

  static func describe(_ corpus: AnnotatedCorpus) -> String {
    NamedEntityRecognitionTask.describe(corpus)
  }

  static func overview(of corpus: AnnotatedCorpus) -> CorpusOverview {
    NamedEntityRecognitionTask.overview(of: corpus)
  }

  static func maximumLength(_ settings: NamedEntityRecognitionSettings) -> Int {
    settings.maximumLength
  }

  static func labelCounts(
    in corpus: AnnotatedCorpus, _ settings: NamedEntityRecognitionSettings
  ) -> [String: Int] { NamedEntityRecognitionTask.labelCounts(in: corpus, settings) }

  func score(
    _ answered: [(answers: [[PredictedEntity]], corpus: AnnotatedCorpus)]
  ) -> TaskScores { NamedEntityRecognitionTask.scores(answered) }

  func judged(_ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus) -> [JudgedAnswer] {
    JudgedEntities.judged(answers, corpus)
  }

  func comparedWords(_ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus) -> [String]? {
    EntityAnswerText.comparedWords(answers, corpus)
  }

  func lines(_ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus) throws -> [String] {
    try lines(answers, corpus, as: .jsonLines)
  }

  static var answerFormats: [EntityAnswerFormat] { NamedEntityRecognitionTask.answerFormats }

  func lines(
    _ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus, as format: EntityAnswerFormat
  ) throws -> [String] { try EntityAnswerText.lines(answers, corpus, as: format) }

  func files(
    _ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus, as format: EntityAnswerFormat
  ) throws -> [AnswerFile] { EntityAnswerText.files(answers, corpus, as: format) }

  static var takesFolders: Bool { NamedEntityRecognitionTask.takesFolders }
}
