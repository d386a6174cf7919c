import LukeSystem
import LukeTasks

/// Whether one model does better than another on examples that both answered.
package struct PairedBootstrap: Hashable, Sendable {
  /// The examples.
  package let count: Int
  /// What is compared: a share, or an F1.
  package let first, second: Double
  /// The difference, second less first, and what 95 of 100 samples of as many examples come to.
  package let difference: Double
  package let interval: ClosedRange<Double>
  /// How likely a difference so far from none is by chance, on both sides.
  package let probability: Double

  /// What an answer adds to a score, which is the sum of the first over the sum of the second: for a share of right
  /// answers whether it is right, over 1; for F1 twice the right entities, over those found and those annotated.
  package struct Part: Hashable, Sendable {
    package var gained: Int
    package var possible: Int

    package init(gained: Int, possible: Int) { (self.gained, self.possible) = (gained, possible) }
  }

  /// Draws examples again and again, with the same numbers every time.
  ///
  /// Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap; Koehn 2004 for models that are compared
  /// on the same examples.
  /// - Parameter pairs: what each example adds to the score of either model; at least one.
  package init(_ pairs: [(first: Part, second: Part)], samples: Int = 2000) {
    precondition(!pairs.isEmpty, "examples to draw from")
    count = pairs.count
    var whole = Sums()
    for pair in pairs { whole.add(pair) }
    (first, second) = (whole.first.ratio, whole.second.ratio)
    difference = second - first
    var generator = SplitMix64(seed: 1)
    let drawn = (0..<samples).map { _ in
      var sums = Sums()
      for _ in pairs.indices { sums.add(pairs[generator.integer(in: 0..<pairs.count)]) }
      return sums.second.ratio - sums.first.ratio
    }.sorted()
    interval = drawn[samples / 40]...drawn[samples - 1 - samples / 40]
    let below = drawn.count { $0 <= 0 }
    let above = drawn.count { $0 >= 0 }
    probability = min(1, 2 * Double(min(below, above)) / Double(samples))
  }

  /// The same of answers that are right or wrong.
  package init(_ pairs: [(first: Bool, second: Bool)], samples: Int = 2000) {
    func part(_ isRight: Bool) -> Part { Part(gained: isRight ? 1 : 0, possible: 1) }
    self.init(pairs.map { (part($0.first), part($0.second)) }, samples: samples)
  }

  private struct Sums {
    var first = Part(gained: 0, possible: 0)
    var second = Part(gained: 0, possible: 0)

    mutating func add(_ pair: (first: Part, second: Part)) {
      first.gained += pair.first.gained
      first.possible += pair.first.possible
      second.gained += pair.second.gained
      second.possible += pair.second.possible
    }
  }

  /// What to say of the shares of examples that are right, in percent.
  package var text: String {
    "\(percent(first)) and \(percent(second)) % of \(counted(count, "example")) wholly right: \(chance)"
  }

  /// What to say of the F1 of entities.
  package var entityText: String {
    "F1 of entities \(percent(first)) and \(percent(second)) on \(counted(count, "example")): \(chance)"
  }

  private var chance: String {
    let sign = difference > 0 ? "+" : ""
    let chance =
      probability < 0.001 ? "p < 0.001" : "p \(NumberText.fixed(probability, 3))"
    return
      "\(sign)\(percent(difference)) points, 95 % within \(percent(interval.lowerBound)) and "
      + "\(percent(interval.upperBound)), \(chance)"
  }

  private func percent(_ value: Double) -> String { NumberText.fixed(value * 100, 1) }
}

extension PairedBootstrap.Part {
  /// The score of what was added up.
  fileprivate var ratio: Double { possible == 0 ? 0 : Double(gained) / Double(possible) }
}
