/// The losses of a run at its beginning and now, as far as one tells whether they fall; part of a run's state.
package struct LossTrend: Codable, Hashable {
  private var beginning: [Double] = []
  private var recent: [Double] = []
  private(set) var step = 0
  /// Whether the losses had fallen when it was time to look; nil before.
  package private(set) var hasFallen: Bool?

  /// The losses that are taken together, of a run of so many steps.
  private static func window(of stepCount: Int) -> Int { min(50, max(8, stepCount / 10)) }
  /// The fewest steps of a run of which it is told.
  private static let fewestSteps = 40

  /// No losses yet.
  package init() {}

  enum CodingKeys: String, CodingKey {
    case beginning, recent, step
    case hasFallen = "has_fallen"
  }

  /// Takes the loss of a step, counted from 1, of a run of so many.
  /// - Returns: whether now is the time to look at the trend: in the middle of the run, and not again.
  package mutating func add(_ loss: Double, step: Int, of stepCount: Int) -> Bool {
    let middle = stepCount / 2
    guard stepCount >= Self.fewestSteps, step <= middle else { return false }
    self.step = step
    let window = Self.window(of: stepCount)
    // What nobody has seen is not the beginning.
    if beginning.isEmpty, step > window { return false }
    if beginning.count < window, recent.isEmpty {
      beginning.append(loss)
    } else {
      recent.append(loss)
      if recent.count > window { recent.removeFirst() }
    }
    guard step == middle, recent.count == window else { return false }
    hasFallen = falls
    return true
  }

  /// Forgets the losses, which nobody asks for any more.
  mutating func forget() { (beginning, recent) = ([], []) }

  /// The mean loss of the first steps.
  package var meanAtBeginning: Double { Self.mean(beginning) }
  /// The mean loss of the newest steps.
  package var meanNow: Double { Self.mean(recent) }

  /// By how much two means differ by chance: twice the standard error of their difference.
  private var noise: Double {
    2 * (Self.squaredError(beginning) + Self.squaredError(recent)).squareRoot()
  }

  /// Whether the losses are below those of the beginning by more than noise.
  package var falls: Bool { meanAtBeginning - meanNow > noise }
  /// Whether they are above them by more than noise.
  package var rises: Bool { meanNow - meanAtBeginning > noise }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }

  /// The square of the standard error of a mean.
  private static func squaredError(_ values: [Double]) -> Double {
    let mean = mean(values)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return squares / Double(max(1, values.count - 1) * max(1, values.count))
  }
}
