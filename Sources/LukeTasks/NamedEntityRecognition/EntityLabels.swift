import LukeData

extension LabelSet {
  /// The name of the class of spans that are no entities, as tags and transformers spell it.
  public static let outside = "O"

  /// The classes of named entity recognition: "O", then the entity types of the training data.
  public static func entities(in corpus: AnnotatedCorpus) throws(TaskError) -> LabelSet {
    let labels = LabelSet(none: outside, others: corpus.labels)
    if labels.count < 2 { throw .noLabels(file: corpus.file, what: "entities") }
    return labels
  }
}
