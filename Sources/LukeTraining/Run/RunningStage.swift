import LukeLayers
import LukeOptimizers
import LukeSystem

/// A stage that is being trained: its optimizer, whose moments begin at zero, and its schedule.
final class RunningStage {
  let index: Int
  let settings: TrainingSettings
  let steps: Range<Int>
  let optimizer: any Optimizer
  /// What stands between the gradients of a step and its update.
  let gradientHook: any GradientHook
  private let plan: StagePlan

  /// Makes the parameters of the stage trainable and all others not; `steps` are the stage's in the
  /// whole run.
  init(
    _ stage: TrainingStage, index: Int, steps: Range<Int>, plan: StagePlan, store: ParameterStore
  ) {
    (self.index, self.steps, self.plan, settings) = (index, steps, plan, stage.settings)
    store.setTrainable(stage.isTrained)
    optimizer = settings.makeOptimizer(for: store)
    gradientHook = FiniteAndClipped(maximumNorm: settings.clippingNorm)
  }

  /// The step of the run with this number, counted from 0.
  func step(_ number: Int) -> TrainingStep {
    TrainingStep(
      stage: index, index: number - steps.lowerBound, stepsBefore: steps.lowerBound,
      settings: settings)
  }

  /// The learning rate of a step.
  func rate(at step: TrainingStep) -> Double { plan.rate(at: step.index, settings) }

  /// Changes the parameters by their gradients, multiplied by a factor first.
  func update(at step: TrainingStep, gradientScale: Float) {
    optimizer.step(learningRate: Float(rate(at: step)), gradientScale: gradientScale)
  }
}

extension RunningStage {
  /// Takes the step of a number in the whole run, of which nobody keeps a record; one without a finite loss and
  /// gradients changes nothing.
  @discardableResult
  func take(_ number: Int, of work: some TrainingWork) throws -> StepLosses {
    try InterruptFlag.current.check()
    work.store.clearGradients()
    let step = self.step(number)
    let losses = try work.addGradients(of: step)
    switch try gradientHook.decide(on: work.store, loss: losses.total) {
    case .update(let scale, _): update(at: step, gradientScale: scale)
    case .vanished: update(at: step, gradientScale: 1)
    case .skip: break
    }
    return losses
  }
}
