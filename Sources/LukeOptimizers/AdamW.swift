import LukeAutodiff
public import LukeLayers

/// AdamW with decoupled weight decay (Loshchilov & Hutter 2019), as `torch.optim.AdamW`.
///
/// Matrices and tables decay, biases and normalizations do not. A parameter without a gradient is left
/// as it is, decay included, and so is one that is frozen. Moments stand in flat arenas of the same
/// layout as the parameters; one pass reads the gradient, scales it (clipping), and updates all three.
/// Rows of tables that got no gradient take their steps when they are next read (`OverdueRows`): the
/// same numbers, at the price of the rows in use.
public final class AdamW: Optimizer {
  /// What does not change from step to step.
  public struct Settings: Hashable, Sendable {
    /// Decay rate of the first moment.
    public var beta1: Float = 0.9
    /// Decay rate of the second moment.
    public var beta2: Float = 0.999
    /// Added to the root of the second moment.
    public var epsilon: Float = 1e-8
    /// Weight decay, multiplied by the learning rate.
    public var weightDecay: Float = 0.01
    /// Whether moments are corrected for their start at zero; LUKE's authors train without.
    public var correctsBias = true

    /// Creates PyTorch's defaults.
    public init() {}
  }

  /// A parameter with its share of the state.
  private struct Slot {
    let parameter: Parameter
    /// Its value and its moments.
    let tensors: AdamWTensors
    /// Multiplies the learning rate.
    let rateFactor: Float
    /// Where the parameter is a table: the steps that its rows may lack.
    let updates: TableUpdates
    /// Steps taken so far.
    var step = 0

    /// Postpones a step of the rows of a table that have no gradient.
    func postpone(_ step: AdamWStep) {
      guard let overdue = parameter.overdueRows else { return }
      guard let rows = parameter.touchedRows else { return overdue.bringAllUpToDate() }
      overdue.postpone(updates, except: rows)
      updates.append(step)
    }
  }

  /// What does not change from step to step.
  public let settings: Settings
  private let rates: AdamWRates
  private var slots: [Slot]

  /// Creates an optimizer with all moments zero.
  ///
  /// `rateFactor` multiplies the learning rate of a parameter, e.g. for layer-wise decay.
  public init(
    _ store: ParameterStore, settings: Settings = Settings(),
    rateFactor: (Parameter) -> Float = { _ in 1 }
  ) {
    self.settings = settings
    let rates = AdamWRates(
      beta1: settings.beta1, beta2: settings.beta2, epsilon: settings.epsilon)
    self.rates = rates
    let (first, second) = (store.makeArena(), store.makeArena())
    slots = store.parameters.indices.map {
      let parameter = store.parameters[$0]
      let tensors = AdamWTensors(
        value: parameter.memory, firstMoment: first[$0], secondMoment: second[$0])
      return Slot(
        parameter: parameter, tensors: tensors, rateFactor: rateFactor(parameter),
        updates: TableUpdates(tensors, rates: rates))
    }
  }

  /// Lets all rows of all tables take the steps that they still lack.
  public func finish() {
    for slot in slots { slot.parameter.overdueRows?.bringAllUpToDate() }
  }

  /// Updates every trainable parameter that has a gradient, which is multiplied by `gradientScale` first.
  public func step(learningRate: Float, gradientScale: Float) {
    var updates: [Kernels.AdamWUpdate] = []
    for index in slots.indices {
      guard let gradient = slots[index].parameter.gradient else { continue }
      slots[index].step += 1
      let slot = slots[index]
      let step = AdamWStep(
        rate: learningRate * slot.rateFactor,
        decay: slot.parameter.role.decays ? settings.weightDecay : 0,
        correction1: settings.correction(settings.beta1, slot.step),
        correction2: settings.correction(settings.beta2, slot.step))
      slot.postpone(step)
      updates.append(
        .init(
          slot.tensors, gradient: gradient, ranges: slot.parameter.gradientRanges, step: step))
    }
    Kernels.adamW(updates, rates: rates, gradientScale: gradientScale)
  }
}

extension AdamW.Settings {
  fileprivate func correction(_ beta: Float, _ step: Int) -> Float {
    correctsBias ? Float(1 - pow(Double(beta), step)) : 1
  }
}

/// xⁿ for whole n ≥ 0.
private func pow(_ base: Double, _ exponent: Int) -> Double {
  var (result, factor, rest) = (1.0, base, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result *= factor }
    factor *= factor
    rest >>= 1
  }
  return result
}

// MARK: - State, for checkpoints

extension AdamW {
  /// The moments, in the groups `first_moment` (the exponential mean of gradients) and `second_moment`
  /// (that of squared gradients).
  public var state: [OptimizerState] {
    finish()
    return slots.map {
      OptimizerState(
        name: $0.parameter.name, shape: $0.parameter.shape, step: $0.step,
        arrays: [
          ("first_moment", $0.tensors.firstMoment), ("second_moment", $0.tensors.secondMoment),
        ])
    }
  }

  /// Sets the steps taken by the parameter of a name.
  public func restoreStep(_ step: Int, of name: String) {
    for index in slots.indices where slots[index].parameter.name == name {
      slots[index].step = step
    }
  }
}
