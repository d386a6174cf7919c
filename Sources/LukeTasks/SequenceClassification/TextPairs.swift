import LukeData

/// Whether examples are texts or pairs of texts: a model of the ones answers the others without sense.
enum TextPairs {
  /// Whether all examples of some files are pairs, or none is; nil where some are.
  static func areIn(_ corpora: [TextCorpus]) -> Bool? {
    let examples = corpora.lazy.flatMap(\.examples)
    guard let first = examples.first.map(isPair) else { return nil }
    return examples.allSatisfy { isPair($0) == first } ? first : nil
  }

  /// Throws for examples that are not as the model reads them; nil reads both.
  static func check(_ corpus: TextCorpus, _ hasPairs: Bool?) throws(DataError) {
    guard let hasPairs else { return }
    var faults = FaultCollector(file: corpus.file)
    for example in corpus.examples where isPair(example) != hasPairs && !example.isBlank {
      faults.add(
        example.location,
        hasPairs
          ? "is one text, but pairs are read (task.pairs): give two, with a tab between them or in fields that "
            + "data.columns.text and data.columns.second_text name; task.pairs false reads single texts"
          : "is two texts, but one is read (task.pairs): name it in data.columns.text; task.pairs true reads pairs"
      )
    }
    try faults.throwIfAny()
  }

  private static func isPair(_ example: TextExample) -> Bool { example.secondText != nil }
}
