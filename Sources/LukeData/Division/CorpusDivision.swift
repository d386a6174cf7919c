import LukeSystem

/// Training data in two parts: one to train on, one to validate with.
///
/// What is held back follows from the data, the share and the seed alone: whoever trains on the same files
/// again, with whatever other settings, is scored on the same examples.
public struct CorpusDivision<Corpus: LabelledCorpus> {
  /// What is trained on, in the order of the files.
  public let train: [Corpus]
  /// What is held back, in the order of the files.
  public let validation: [Corpus]
  /// One sentence on what was held back, and of what.
  public let note: String

  /// Divides the examples of all files together.
  /// - Throws: `DataError` where one part would be empty.
  public init(_ corpora: [Corpus], by split: ValidationSplit) throws(DataError) {
    let examples = corpora.map { $0.divisibleExamples ?? [] }
    let count = examples.reduce(0) { $0 + $1.count }
    let files = corpora.map(\.file).joined(separator: ", ")
    let unit = split.unit ?? Self.unit(of: examples)
    let held = Self.held(of: examples, by: split, unit)
    if held.isEmpty || held.count == count {
      throw .unsuitable(
        file: files,
        reason: split.part.map {
          "cannot be parted into \($0.count): there are too few \(unit.name)s"
        }
          ?? "nothing can be held back by data.validation_share: "
          + Self.reasonForNothing(unit, count: count))
    }
    // What is kept of a corpus is known by the name of its part, and must not be taken for that of another one.
    let names = split.part.map { part in
      let name = "part \(part.number + 1) of \(part.count)"
      return (kept: "all but " + name, held: name)
    }
    var (train, validation): ([Corpus], [Corpus]) = ([], [])
    var first = 0
    for (corpus, examples) in zip(corpora, examples) {
      let (kept, held) = examples.indices.reduce(into: ([Int](), [Int]())) { parts, index in
        if held.contains(first + index) {
          parts.1.append(index)
        } else {
          parts.0.append(index)
        }
      }
      first += examples.count
      if !kept.isEmpty { train.append(corpus.keeping(kept, as: names?.kept ?? "trained on")) }
      if !held.isEmpty { validation.append(corpus.keeping(held, as: names?.held ?? "held back")) }
    }
    (self.train, self.validation) = (train, validation)
    note =
      "\(files): \(held.count) of \(count) examples are held back to validate with, "
      + "\(Self.words(for: unit)) (data.validation_share, data.validation_by)"
  }

  /// The numbers of the examples that are held back.
  private static func held(
    of examples: [[DivisibleExample]], by split: ValidationSplit, _ unit: ValidationSplit.Unit
  ) -> Set<Int> {
    let generator = SplitMix64(seed: UInt64(split.seed))
    if let part = split.part {
      var parts = EqualParts(examples, count: part.count, generator: generator)
      switch unit {
      case .document: parts.documents()
      case .label: parts.labels()
      case .example: parts.examples()
      }
      return parts.parts[part.number]
    }
    let count = examples.reduce(0) { $0 + $1.count }
    let wanted = min(max(1, Int((split.share * Double(count)).rounded())), max(1, count - 1))
    var draw = Draw(examples, wanted: wanted, generator: generator)
    switch unit {
    case .document: draw.documents()
    case .label: draw.labels()
    case .example: draw.examples()
    }
    return draw.held
  }

  /// Documents where the data have such, else labels where every example has one.
  private static func unit(of examples: [[DivisibleExample]]) -> ValidationSplit.Unit {
    if examples.contains(where: { Set($0.map(\.document)).count < $0.count }) {
      let documents = examples.reduce(0) { $0 + Set($1.map(\.document)).count }
      // A file that marks no documents is one.
      if documents > examples.count { return .document }
      return .example
    }
    return examples.joined().contains { $0.label == nil } ? .example : .label
  }

  private static func reasonForNothing(_ unit: ValidationSplit.Unit, count: Int) -> String {
    if count < 2 { return count == 0 ? "there are no examples" : "there is but one example" }
    let other = "\"data.validation_by\": \"example\" holds back any"
    switch unit {
    case .document: return "all examples are of one document; \(other)"
    case .label: return "no label has a second example; \(other)"
    case .example: return "there are too few examples"
    }
  }

  private static func words(for unit: ValidationSplit.Unit) -> String {
    switch unit {
    case .document: "whole documents"
    case .label: "the same share of every label"
    case .example: "drawn from all"
    }
  }
}
