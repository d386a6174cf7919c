/// A form in which entities that were found are written for people to correct.
public enum EntityAnswerFormat: String, Hashable, Sendable, CaseIterable {
  /// One JSON object a line: text and entities.
  case jsonLines = "jsonl"
  /// doccano's JSON Lines, as its import of sequence labelling takes them.
  case doccano
  /// Label Studio's JSON of tasks with predictions.
  case labelStudio = "label-studio"
  /// Prodigy's JSON Lines of tasks that nobody has answered.
  case prodigy
  /// spaCy's JSON of version 2, as `spacy convert` takes it.
  case spacy
  /// A word a line with its tag, in IOB2.
  case conll
  /// WebAnno's and INCEpTION's TSV 3.3.
  case webanno
}
