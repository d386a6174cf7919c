import LukeSystem
import LukeTasks

/// Whether one model does better than another on examples that both answered.
package struct PairedBootstrap: Hashable, Sendable {
  /// The examples.
  package let count: Int
  /// What is compared: a share, an F1 or a correlation.
  package let first, second: Double
  /// The difference, second less first, and what 95 of 100 samples of as many examples come to.
  package let difference: Double
  package let interval: ClosedRange<Double>
  /// How likely a difference so far from none is by chance, on both sides: an upper bound, which is never 0, as some
  /// thousand samples cannot tell that something never happens.
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
  /// on the same examples; Davison and Hinkley 1997, Bootstrap Methods and their Application, section 4.2, for counting
  /// the difference that was found among the drawn ones.
  /// - Parameter pairs: what each example adds to the score of either model; at least one.
  package init(_ pairs: [(first: Part, second: Part)], samples: Int = 2000) {
    self.init(count: pairs.count, samples: samples) { chosen in
      var sums = Sums()
      for index in chosen { sums.add(pairs[index]) }
      return (sums.first.ratio, sums.second.ratio)
    }
  }

  /// The same of answers that are right or wrong.
  package init(_ pairs: [(first: Bool, second: Bool)], samples: Int = 2000) {
    func part(_ isRight: Bool) -> Part { Part(gained: isRight ? 1 : 0, possible: 1) }
    self.init(pairs.map { (part($0.first), part($0.second)) }, samples: samples)
  }

  /// The same of Pearson's correlation of answers that are numbers with those that are annotated, at the same places.
  package init(gold: [Double], first: [Double], second: [Double], samples: Int = 2000) {
    precondition(
      gold.count == first.count && gold.count == second.count, "an answer of each for each example")
    let (gold, first, second) = (Self.centred(gold), Self.centred(first), Self.centred(second))
    self.init(count: gold.count, samples: samples) { chosen in
      (Self.correlation(gold, first, chosen), Self.correlation(gold, second, chosen))
    }
  }

  /// - Parameter scores: the scores of both models on the examples at some places, each as often as it is there.
  private init(
    count: Int, samples: Int, scores: ([Int]) -> (first: Double, second: Double)
  ) {
    precondition(count > 0, "examples to draw from")
    self.count = count
    let whole = scores(Array(0..<count))
    (first, second) = (whole.first, whole.second)
    difference = whole.second - whole.first
    var generator = SplitMix64(seed: 1)
    var chosen = [Int](repeating: 0, count: count)
    var drawn: [Double] = []
    for _ in 0..<samples {
      for place in chosen.indices { chosen[place] = generator.integer(in: 0..<count) }
      let sample = scores(chosen)
      drawn.append(sample.second - sample.first)
    }
    drawn.sort()
    interval = drawn[samples / 40]...drawn[samples - 1 - samples / 40]
    let below = drawn.count { $0 <= 0 }
    let above = drawn.count { $0 >= 0 }
    probability = min(1, 2 * Double(min(below, above) + 1) / Double(samples + 1))
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

  // MARK: Correlation

  /// Values around their mean, so that sums of squares lose no digits.
  private static func centred(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    return values.map { $0 - mean }
  }

  /// Pearson's correlation of values at some places; 0 where all values of one side are the same.
  private static func correlation(_ x: [Double], _ y: [Double], _ places: [Int]) -> Double {
    var (sumX, sumY, squaresX, squaresY, products) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for place in places {
      let (x, y) = (x[place], y[place])
      sumX += x
      sumY += y
      squaresX += x * x
      squaresY += y * y
      products += x * y
    }
    let count = Double(places.count)
    let spread = (squaresX - sumX * sumX / count) * (squaresY - sumY * sumY / count)
    guard spread > 0 else { return 0 }
    return min(1, max(-1, (products - sumX * sumY / count) / spread.squareRoot()))
  }

  // MARK: Words

  /// What to say of the shares of examples that are right, in percent.
  package var text: String {
    "\(percent(first)) and \(percent(second)) % of \(counted(count, "example")) wholly right: \(chance)"
  }

  /// What to say of the F1 of entities.
  package var entityText: String {
    "F1 of entities \(percent(first)) and \(percent(second)) on \(counted(count, "example")): \(chance)"
  }

  /// What to say of Pearson's correlation.
  package var correlationText: String {
    "Pearson \(percent(first)) and \(percent(second)) on \(counted(count, "example")): \(chance)"
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
