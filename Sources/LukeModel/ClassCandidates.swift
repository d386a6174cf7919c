/// The classes among which a sampled softmax chooses, in place of a whole vocabulary (Jean and others,
/// 2015).
public struct ClassCandidates: Hashable, Sendable {
  /// The classes, each once.
  public let classes: [Int32]
  /// Added to the logit of each class: minus the logarithm of how often its draw is expected, which
  /// makes the gradient that of the whole softmax in the mean.
  public let offsets: [Float]
  private let places: [Int32: Int32]

  /// Creates candidates; there is one offset for each class.
  public init(classes: [Int32], offsets: [Float]) {
    precondition(
      classes.count == offsets.count, "\(classes.count) classes, \(offsets.count) offsets")
    (self.classes, self.offsets) = (classes, offsets)
    places = Dictionary(
      zip(classes, 0..<Int32(classes.count)), uniquingKeysWith: { first, _ in first })
  }

  /// Labels as places among the candidates; nil where one is not among them.
  func places(of labels: [Int32]) -> [Int32]? {
    let found = labels.compactMap { places[$0] }
    return found.count == labels.count ? found : nil
  }
}
