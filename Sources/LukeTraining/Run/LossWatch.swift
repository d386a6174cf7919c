/// Notices when the loss leaps far above what it usually is; part of a run's state.
///
/// The losses of small batches differ much, and late in training most are tiny, so a leap is more than
/// half again what all but a few of a hundred losses reach, and more than a quarter of what the stage
/// began with. The hundred are those before the last twenty, so that a loss which grows step by step is
/// noticed, too. One leap is told once, however many steps it lasts.
///
/// The loss of a step is a mean over its targets: that of the few which the last batch of an epoch may
/// have scatters far more, and means nothing beside the others. Steps with less than half of the usual
/// number of targets are passed over; a leap that lasts is told at the next one.
package struct LossWatch: Codable, Hashable {
  /// A loss far above the usual.
  package struct Spike: Hashable {
    package let loss: Double
    /// The median of the losses before.
    package let usual: Double
  }

  private var recent: [Double] = []
  /// The targets of the newest steps, those that are passed over included; nil in the state of a run of
  /// before.
  private var targetCounts: [Int]?
  private var beginning: Double?
  private var isHigh = false

  /// Losses that are compared with, how many there must be, and the newest, which do not count yet.
  private static let window = 100
  private static let least = 30
  private static let delay = 20
  /// The share of them that counts as usual.
  private static let usualShare = 0.95

  /// Begins to watch.
  package init() {}

  enum CodingKeys: String, CodingKey {
    case recent, beginning
    case targetCounts = "target_counts"
    case isHigh = "is_high"
  }

  /// Takes the loss of a step, a finite number and the mean over so many targets.
  package mutating func add(_ loss: Double, ofTargets targetCount: Int) -> Spike? {
    if isSmall(targetCount) { return nil }
    defer {
      recent.append(loss)
      if recent.count > Self.window + Self.delay { recent.removeFirst() }
    }
    let compared = recent.dropLast(Self.delay)
    guard compared.count >= Self.least else { return nil }
    let sorted = compared.sorted()
    let median = sorted[sorted.count / 2]
    let beginning = beginning ?? median
    self.beginning = beginning
    let high = sorted[Int(Double(sorted.count - 1) * Self.usualShare)]
    if loss <= high { isHigh = false }
    guard !isHigh, loss > 1.5 * high, loss > beginning / 4 else { return nil }
    isHigh = true
    return Spike(loss: loss, usual: median)
  }

  /// Whether a step has far fewer targets than usual.
  private mutating func isSmall(_ count: Int) -> Bool {
    var counts = targetCounts ?? []
    counts.append(count)
    if counts.count > Self.window { counts.removeFirst() }
    targetCounts = counts
    return 2 * count < counts.sorted()[counts.count / 2]
  }
}
