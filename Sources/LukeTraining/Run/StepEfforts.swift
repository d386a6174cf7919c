/// What the steps of a process have taken, all together.
struct StepEfforts {
  /// Steps.
  private(set) var stepCount = 0
  /// Words that were read.
  private(set) var wordCount = 0
  /// Floating-point operations of matrix products; in weeks on a large machine they are more than an `Int` counts.
  private var operations = 0.0
  /// How long steps have waited for their batches.
  private var dataWait = Duration.zero
  /// The floating-point operations a second that products alone reach; nil before anybody has measured.
  var productRate: Double?
  private let beginning = ContinuousClock.now

  /// How long steps go on before products are measured, which takes about as long as a few steps.
  private static let patience = Duration.seconds(30)

  /// Takes a step.
  mutating func add(_ losses: StepLosses, operations: Int) {
    stepCount += 1
    wordCount += losses.wordCount
    self.operations += Double(operations)
    dataWait += losses.dataWait
  }

  /// Whether products are to be measured now.
  func isProductRateDue(on time: ContinuousClock.Instant) -> Bool {
    productRate == nil && stepCount > 0 && time - beginning > Self.patience
  }

  /// Tells a step what all so far have taken.
  func describe(_ step: inout RunStep) {
    step.floatingPointOperations = operations
    step.dataSeconds = dataWait / .seconds(1)
    step.productRate = productRate
  }
}
