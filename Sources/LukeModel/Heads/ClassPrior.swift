import Foundation
public import LukeAutodiff

/// What the targets of training data say before anything is read: how often each class is right, which a
/// new classifier can begin with as its bias.
///
/// With a bias of zeros the first some hundred steps go into learning that most candidates of an entity
/// are none; with this one they go into which are (as Lin and others, 2017, section 4.1, begin detectors
/// of rare objects).
public struct ClassPrior: Hashable, Sendable {
  /// For each column: how many rows are of the class, or the sum of the numbers.
  private var sums: [Double]
  /// For each column: how many rows say anything of it.
  private var counts: [Double]
  private var kind = Kind.classes

  private enum Kind: Hashable { case classes, indicators, numbers }

  /// Whether the targets are numbers, of which the bias is the mean.
  public var isOfNumbers: Bool { kind == .numbers }

  /// Nothing counted, for a classifier of so many columns.
  public init(columns: Int) {
    sums = [Double](repeating: 0, count: columns)
    counts = sums
  }

  /// Counts the classes of rows; negative ones are none.
  public mutating func add(_ classes: [Int32]) {
    for label in classes where label >= 0 { sums[Int(label)] += 1 }
  }

  /// Counts targets, all of one kind.
  public mutating func add(_ targets: ClassificationTargets) {
    switch targets {
    case .classes(let classes): add(classes)
    case .indicators(let values): add(values, .indicators)
    case .numbers(let values): add(values, .numbers)
    }
  }

  private mutating func add(_ values: [Float], _ kind: Kind) {
    self.kind = kind
    for (index, value) in values.enumerated() where !value.isNaN {
      sums[index % sums.count] += Double(value)
      counts[index % sums.count] += 1
    }
  }

  /// The bias under which a classifier without weights has the least loss: of classes the logarithm of
  /// their share, about a mean of 0; of indicators the logarithm of their odds; of numbers their mean.
  ///
  /// What was never seen counts as half a time, so that all are finite.
  /// - Parameter options: class weights count as so many times a class.
  public func bias(_ options: CrossEntropyOptions = .plain) -> [Float] {
    switch kind {
    case .classes:
      let weights = options.classWeights?.map(Double.init)
      let logarithms = sums.indices.map { log(max(sums[$0], 0.5) * max(weights?[$0] ?? 1, 1e-6)) }
      let mean = logarithms.reduce(0, +) / Double(max(1, logarithms.count))
      return logarithms.map { Float($0 - mean) }
    case .indicators:
      return zip(sums, counts).map { Float(log(max($0, 0.5) / max($1 - $0, 0.5))) }
    case .numbers:
      return zip(sums, counts).map { Float($1 > 0 ? $0 / $1 : 0) }
    }
  }
}
