import LukeData

extension LabelSet {
  /// The classes of relation classification: the negative label where the training data have it,
  /// then their other relations.
  public static func relations(
    in corpus: RelationCorpus, negativeLabel: String
  ) throws(TaskError) -> LabelSet {
    let found = corpus.labels
    if found.count < 2 { throw .noLabels(file: corpus.file, what: "two relations") }
    if found.contains(negativeLabel) { return LabelSet(none: negativeLabel, others: found) }
    return LabelSet(found)
  }
}
