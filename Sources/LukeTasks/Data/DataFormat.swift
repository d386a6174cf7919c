import LukeData

/// The formats of labelled data, of all tasks together.
public enum DataFormat: String, CaseIterable, Sendable {
  case conll
  case jsonLines = "jsonl"
  case tacred
  case semeval
  case kbp37

  /// The format as one of sentences with entities, nil if it is none.
  public var entityFormat: EntityDataFormat? { EntityDataFormat(rawValue: rawValue) }

  /// The format as one of texts with a relation, nil if it is none.
  public var relationFormat: RelationDataFormat? { RelationDataFormat(rawValue: rawValue) }
}
