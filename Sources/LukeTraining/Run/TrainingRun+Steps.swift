import LukeAutodiff
import LukeLayers
import LukeOptimizers
import LukeTasks

/// One step after the other.
extension TrainingRun {
  func takeStep(_ stage: RunningStage) throws {
    let step = stage.step(state.step)
    work.store.clearGradients()
    let operationsBefore = MatrixProduct.flopCount
    let losses = try work.addGradients(of: step)
    let decision = try stage.gradientHook.decide(on: work.store, loss: losses.total)
    var gradientNorm: Float?
    switch decision {
    case .update(let scale, let norm):
      gradientNorm = norm
      stage.update(at: step, gradientScale: scale)
    case .vanished(let norm):
      gradientNorm = norm
      try noteVanished(step, norm, losses)
      stage.update(at: step, gradientScale: 1)
    case .skip: try skip(step, NonFiniteStep(losses, work.store))
    }
    state.step += 1
    // The counter of the process begins again where it is full.
    efforts.add(losses, operations: MatrixProduct.flopCount &- operationsBefore)
    try log(decision == .skip ? nil : losses, stage.rate(at: step), gradientNorm)
    try measureProducts(in: stage.settings)
  }

  /// Measures what products alone reach here, once, where the run takes so long that it costs nothing.
  private func measureProducts(in settings: TrainingSettings) throws {
    guard efforts.isProductRateDue(on: .now) else { return }
    let rows =
      efforts.wordCount / max(1, efforts.stepCount)
      / settings.gradientAccumulationSteps
    efforts.productRate = try observers.during(.timingProducts) {
      ProductRate.measure(encoder, rows: rows, settings.precision)
    }
  }

  /// Steps between two lines of the run log.
  static var logInterval: Int { 10 }

  /// Takes losses and gradient norm of a step, nil for one that was left out.
  private func log(_ losses: StepLosses?, _ rate: Double, _ gradientNorm: Float?) throws {
    if let losses {
      state.add(losses)
      try watch(losses)
      try notice(losses)
    }
    let isDue = state.step % Self.logInterval == 0
    var step = RunStep(
      step: state.step, totalSteps: work.stepCount, loss: state.meanLoss,
      parts: state.meanLossParts, learningRate: rate, words: efforts.wordCount,
      skippedSteps: state.skippedSteps, isLogged: isDue || isLastStep,
      epoch: epoch(ofStep: state.step), gradientNorm: gradientNorm.map { Double($0) })
    efforts.describe(&step)
    try observers.observe(.step(step))
    // What is logged because the run ends here goes into the next line of one that is made longer.
    if isDue { state.forgetLosses() }
  }
}
