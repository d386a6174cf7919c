/// What was annotated and what was answered, counted by label: by it a run notices a model that has learned
/// nothing.
public struct AnswerTally: Hashable, Sendable {
  /// What answers are.
  public enum Kind: Hashable, Sendable {
    /// One label for each example.
    case oneEach
    /// Any number of things that are found, perhaps none, such as the entities of a sentence.
    case found
  }

  /// What answers are.
  public let kind: Kind
  /// What is counted, for example `entity` and `entities`.
  public let unit, units: String
  /// The label that says that there is nothing, such as `no_relation`; nil where there is none.
  public let negative: String?
  /// How often each label is annotated.
  public private(set) var annotated: [String: Int] = [:]
  /// How often each label was answered.
  public private(set) var answered: [String: Int] = [:]

  /// Nothing counted yet; without `plural` an `s` makes it.
  public init(_ kind: Kind, of unit: String, plural: String? = nil, negative: String? = nil) {
    (self.kind, self.unit, self.negative) = (kind, unit, negative)
    units = plural ?? unit + "s"
  }

  /// Takes labels that are annotated.
  public mutating func annotate(_ labels: some Sequence<String>) {
    for label in labels { annotated[label, default: 0] += 1 }
  }

  /// Takes labels that were answered.
  public mutating func answer(_ labels: some Sequence<String>) {
    for label in labels { answered[label, default: 0] += 1 }
  }

  /// How many labels are annotated.
  public var annotatedCount: Int { annotated.values.reduce(0, +) }
  /// How many labels were answered.
  public var answeredCount: Int { answered.values.reduce(0, +) }

  /// The label that is annotated most often, of several the first by name, and its share of all.
  public var mostFrequent: (label: String, share: Double)? {
    annotated.max { ($0.value, $1.key) < ($1.value, $0.key) }.map {
      ($0.key, Double($0.value) / Double(annotatedCount))
    }
  }

  /// What a score would be if every example were answered with one and the same label, the best of them; nil
  /// for scores of which that is not known.
  public func constantScore(named name: String) -> Double? {
    guard kind == .oneEach, let share = mostFrequent?.share else { return nil }
    switch name {
    case "accuracy": return share
    case "macro_f1": return 2 * share / (1 + share) / Double(annotated.count)
    case "matthews": return 0
    default: return nil
    }
  }
}
