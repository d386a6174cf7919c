import LukeData

extension LabelSet {
  /// The name of the class of spans that are no entities, as tags and transformers spell it.
  public static let outside = "O"

  /// The classes of named entity recognition: "O", then the entity types of the training files.
  public static func entities(in corpora: [AnnotatedCorpus]) throws(TaskError) -> LabelSet {
    let labels = LabelSet(none: outside, others: corpora.flatMap(\.labels))
    if labels.count < 2 {
      throw .noLabels(file: corpora.map(\.file).joined(separator: ", "), what: "entities")
    }
    return labels
  }
}
