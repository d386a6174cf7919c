import LukeData

extension LabelSet {
  /// The classes of relation classification: the negative label where the training files have it,
  /// then their other relations.
  public static func relations(
    in corpora: [RelationCorpus], negativeLabel: String
  ) throws(TaskError) -> LabelSet {
    let found = corpora.flatMap(\.labels)
    if Set(found).count < 2 {
      throw .noLabels(file: corpora.map(\.file).joined(separator: ", "), what: "two relations")
    }
    if found.contains(negativeLabel) { return LabelSet(none: negativeLabel, others: found) }
    return LabelSet(Set(found).sorted())
  }
}
