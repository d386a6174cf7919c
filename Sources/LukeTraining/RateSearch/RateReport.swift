import Foundation
import LukeTasks

/// The losses of a search for a learning rate, and what follows from them.
public struct RateReport: Hashable, Sendable {
  /// A step.
  public struct Point: Hashable, Sendable {
    /// The learning rate.
    public var rate: Double
    /// The loss of the step, before the rate changes anything by it.
    public var loss: Double
    /// The loss of the same batch with the weights that training starts from.
    public var startLoss: Double
  }

  /// Why no further steps were taken.
  public enum End: Hashable, Sendable {
    /// The highest rate was reached.
    case highestRate
    /// The smoothed loss was more than four times the lowest.
    case lossGrew
    /// The loss or the gradients were infinite or not a number.
    case noNumbers
  }

  /// The steps, with rates that grow.
  public private(set) var points: [Point] = []
  /// Why there are no more.
  public private(set) var end = End.highestRate
  /// The rate that the recipe names; nil where it names none.
  public let givenRate: Double?
  /// The rate that a run of the recipe would have.
  public let usualRate: Double
  /// The loss of the batch of each step with the weights that training starts from.
  package var startLosses: [Double] = []

  private let settings: RateSearch.Settings
  /// The losses so far, and the same batches at the start, the older the less.
  private var recentLoss = 0.0
  private var recentStart = 0.0
  private var lowest = Double.infinity

  /// By how much the loss may grow over its lowest.
  private static let most = 4.0

  package init(_ settings: RateSearch.Settings, givenRate: Double?, usualRate: Double) {
    (self.settings, self.givenRate, self.usualRate) = (settings, givenRate, usualRate)
  }

  /// Takes the loss of a step; returns whether another one is of use.
  package mutating func add(loss: Double, at rate: Double) -> Bool {
    guard loss.isFinite else {
      endAstray()
      return false
    }
    let point = Point(rate: rate, loss: loss, startLoss: startLosses[points.count])
    points.append(point)
    let window = max(2, settings.steps / 10)
    let kept = 1 - 1 / Double(window)
    recentLoss = kept * recentLoss + loss
    recentStart = kept * recentStart + point.startLoss
    let smoothed = level * Self.ratio(recentLoss, ofStart: recentStart)
    lowest = min(lowest, smoothed)
    if points.count > window, smoothed > Self.most * lowest {
      end = .lossGrew
      return false
    }
    return true
  }

  /// Notes that the gradients of a step were no numbers.
  mutating func endAstray() { end = .noNumbers }

  /// The mean loss of the start.
  private var level: Double {
    startLosses.reduce(0, +) / Double(max(1, startLosses.count))
  }

  /// The share of a loss that is left of that of the start.
  private static func ratio(_ loss: Double, ofStart start: Double) -> Double {
    start > 0 ? loss / start : 1
  }
}

// MARK: - What follows

extension RateReport {
  /// The steps on each side that count most where losses are smoothed, and over which a slope is taken.
  private var reach: Int { max(1, settings.steps / 20) }

  /// The losses, averaged with those before and after by weights that fall exponentially with the distance, and
  /// freed of what the batches have by chance: the mean loss of the start, times the share that is left of
  /// that of the same batches.
  public var smoothedLosses: [Double] {
    let level = level
    // Steps that went astray say nothing of those before.
    let losses = smoothed(points.map { min($0.loss, Self.most * level) })
    let starts = smoothed(points.map(\.startLoss))
    return zip(losses, starts).map { level * Self.ratio($0, ofStart: $1) }
  }

  /// Sums of numbers around each, which count the less the further away they are.
  private func smoothed(_ numbers: [Double]) -> [Double] {
    let kept = 1 - 1 / Double(reach + 1)
    func sums(_ numbers: [Double]) -> [Double] {
      var sum = 0.0
      return numbers.map { number in
        defer { sum = kept * (sum + number) }
        return sum
      }
    }
    let before = sums(numbers)
    let after: [Double] = sums(numbers.reversed()).reversed()
    return numbers.indices.map { before[$0] + numbers[$0] + after[$0] }
  }

  /// The step whose rate is suggested: where the smoothed loss falls steepest by the logarithm of the rate.
  ///
  /// Looked for before the loss is lowest. Nil where it hardly falls at all.
  var suggestedIndex: Int? {
    let losses = smoothedLosses
    guard let lowest = losses.indices.min(by: { losses[$0] < losses[$1] }),
      losses[lowest] < (1 - Self.leastFall) * losses[0]
    else { return nil }
    func slope(_ index: Int) -> Double {
      let (first, last) = (max(0, index - reach), min(losses.count - 1, index + reach))
      return (losses[last] - losses[first]) / log(points[last].rate / points[first].rate)
    }
    return (0...lowest).min { slope($0) < slope($1) }
  }

  /// The least share that the loss must fall by for its slope to say anything.
  private static let leastFall = 0.02

  /// The rate that is suggested; nil where the loss hardly falls.
  public var suggestedRate: Double? { suggestedIndex.map { points[$0].rate } }
}
