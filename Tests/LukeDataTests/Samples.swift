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

/// The message of the error that `body` throws; nil if it throws none.
func message(of body: () throws(DataError) -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return error.description
  }
}

extension AnnotatedSentence {
  /// The entities as `label:first..<end`, for comparison.
  var spans: [String] { entities.map { "\($0.label):\($0.words)" } }
}
