import LukeData

/// How many labels are numbers, and which is the first that is none.
///
/// Scores of which a few are missing or damaged would be learned as one class for each number.
struct LabelNumbers {
  /// Labels in all, those that are numbers, and those that are numbers with a decimal comma.
  private(set) var count = 0, numberCount = 0, commaCount = 0
  /// Whether some of the numbers are no whole ones.
  private(set) var hasFractions = false
  /// The first label that is no number.
  private(set) var first: (label: String, location: SourceLocation)?

  init(_ corpora: [TextCorpus]) {
    for example in corpora.lazy.flatMap(\.examples) {
      guard let label = example.labels?.first else { continue }
      count += 1
      if Self.isNumber(label) {
        numberCount += 1
        if Int(label) == nil { hasFractions = true }
        continue
      }
      if label.contains(","), Self.isNumber(label.replacing(",", with: ".", maxReplacements: 1)) {
        commaCount += 1
      }
      if first == nil { first = (label, example.location) }
    }
  }

  /// Whether a label is a number that training can count with.
  private static func isNumber(_ label: String) -> Bool { Float(label)?.isFinite == true }

  /// Of four labels that are scores with fractions one may be none: more of them are classes.
  private var areNearlyAllScores: Bool {
    hasFractions && (numberCount + commaCount) * 4 >= count * 3
  }

  /// Throws where nearly all labels are scores, and names the first that is none.
  func throwIfMixed() throws(DataError) {
    guard let first else { return }
    let choice =
      "or set task.problem_type, of which \"single_label_classification\" takes all labels for classes"
    let message: String
    if commaCount > 0, numberCount + commaCount == count {
      let are =
        "\(commaCount) of \(count) labels \(commaCount == 1 ? "is a number" : "are numbers")"
      message =
        "the label \"\(first.label)\" has a decimal comma, and \(are) with one; write points, \(choice)"
    } else if areNearlyAllScores {
      let others = count - numberCount
      let are = "\(others) of \(count) labels \(others == 1 ? "is no number" : "are no numbers")"
      message =
        "the label \"\(first.label)\" is no number: \(are), while the others are scores; mend "
        + "\(others == 1 ? "it" : "them"), \(choice)"
    } else {
      return
    }
    throw .malformed(faults: [DataFault(first.location, message)], count: 1)
  }
}
