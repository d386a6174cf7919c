import LukeSystem
import LukeTasks

/// Whether one model is right more often than another, of examples that both answered.
package struct PairedBootstrap: Hashable, Sendable {
  /// The examples.
  package let count: Int
  /// The shares that are right.
  package let first, second: Double
  /// The difference, second less first, and what 95 of 100 samples of as many examples come to.
  package let difference: Double
  package let interval: ClosedRange<Double>
  /// How likely a difference so far from none is by chance, on both sides.
  package let probability: Double

  /// Draws examples again and again, with the same numbers every time.
  ///
  /// Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap; Koehn 2004 for models that are compared
  /// on the same examples.
  /// - Parameter pairs: whether each example is right; at least one.
  package init(_ pairs: [(first: Bool, second: Bool)], samples: Int = 2000) {
    precondition(!pairs.isEmpty, "examples to draw from")
    count = pairs.count
    let size = Double(pairs.count)
    first = Double(pairs.count { $0.first }) / size
    second = Double(pairs.count { $0.second }) / size
    difference = second - first
    let values = pairs.map { ($0.second ? 1 : 0) - ($0.first ? 1 : 0) }
    var generator = SplitMix64(seed: 1)
    let drawn = (0..<samples).map { _ in
      var sum = 0
      for _ in values.indices { sum += values[generator.integer(in: 0..<values.count)] }
      return Double(sum) / size
    }.sorted()
    interval = drawn[samples / 40]...drawn[samples - 1 - samples / 40]
    let below = drawn.count { $0 <= 0 }
    let above = drawn.count { $0 >= 0 }
    probability = min(1, 2 * Double(min(below, above)) / Double(samples))
  }

  /// What to say of it, in percent.
  package var text: String {
    func percent(_ value: Double) -> String { NumberText.fixed(value * 100, 1) }
    let sign = difference > 0 ? "+" : ""
    let chance =
      probability < 0.001 ? "p < 0.001" : "p \(NumberText.fixed(probability, 3))"
    return
      "\(percent(first)) and \(percent(second)) % of \(counted(count, "example")) wholly right: "
      + "\(sign)\(percent(difference)) points, 95 % within \(percent(interval.lowerBound)) and "
      + "\(percent(interval.upperBound)), \(chance)"
  }
}
