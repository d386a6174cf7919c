import LukeData

/// The formats of data, of all tasks together.
public enum DataFormat: String, CaseIterable, Sendable {
  case conll
  case jsonLines = "jsonl"
  case tacred
  case semeval
  case kbp37
  case mediaWiki = "mediawiki"
  case plainText = "text"

  /// The format as one of sentences with entities, nil if it is none.
  public var entityFormat: EntityDataFormat? {
    // Text alone has no labels to train on; only predict takes it.
    self == .plainText ? nil : EntityDataFormat(rawValue: rawValue)
  }

  /// The format as one of texts with a relation, nil if it is none.
  public var relationFormat: RelationDataFormat? { RelationDataFormat(rawValue: rawValue) }

  /// The format as one of text to pretrain on, nil if it is none.
  public var corpusFormat: CorpusFormat? { CorpusFormat(rawValue: rawValue) }
}
