import LukeData

/// Reads a sample written in a test.
func read(
  _ text: String, _ options: EntityDataOptions = EntityDataOptions()
) throws(DataError) -> AnnotatedCorpus {
  try EntityDataReader.read(bytes: Array(text.utf8), name: "sample", options: options)
}

func readRelations(
  _ text: String, _ options: RelationDataOptions = RelationDataOptions()
) throws(DataError) -> RelationCorpus {
  try RelationDataReader.read(bytes: Array(text.utf8), name: "sample", options: options)
}

func readChoices(
  _ text: String, _ options: ChoiceDataOptions = ChoiceDataOptions()
) throws -> ChoiceCorpus {
  try ChoiceDataReader.read(SourceText(bytes: Array(text.utf8), file: "sample"), options)
}

func readQuestions(
  _ text: String, _ options: QuestionDataOptions = QuestionDataOptions()
) throws -> QuestionCorpus {
  try QuestionDataReader.read(SourceText(bytes: Array(text.utf8), file: "sample"), options)
}

extension AnnotatedSentence {
  /// The entities as `label:first..<end`, for comparison.
  var spans: [String] { entities.map { "\($0.label):\($0.words)" } }
}
