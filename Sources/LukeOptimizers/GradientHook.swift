public import LukeLayers

/// What happens between the gradients of a step and its update.
///
/// The one place of a step where its gradients are complete, all passes having added theirs, and
/// nothing has been changed by them yet. Here a step is clipped, checked or left out; here processes
/// would sum their gradients.
public protocol GradientHook {
  /// Looks at the gradients of a step, which it may change, and decides what becomes of them.
  ///
  /// `loss` is that of all passes of the step together.
  func decide(on store: ParameterStore, loss: Double) throws -> GradientDecision
}

/// What becomes of the gradients of a step.
public enum GradientDecision: Hashable, Sendable {
  /// They change the parameters, multiplied by a factor first; `norm` is that of all of them before.
  case update(scale: Float, norm: Float)
  /// They change the parameters as they are, by next to nothing: their norm is 0 or below what `Float`
  /// holds in full.
  case vanished(norm: Float)
  /// The step is left out: its loss, or its gradients where the loss is finite, are infinite or not a
  /// number.
  case skip
}

/// Leaves steps out that have no finite loss and gradients, and clips the others.
public struct FiniteAndClipped: GradientHook {
  /// The largest norm of all gradients together; nil does not clip.
  public let maximumNorm: Float?

  /// Creates the hook.
  public init(maximumNorm: Float?) {
    self.maximumNorm = maximumNorm
  }

  /// Updates by the factor that brings the norm down where both loss and norm are finite.
  ///
  /// Without clipping, the squares of gradients have to be finite as well, which optimizers keep.
  /// The norm is no number where one of the gradients is none, so that nobody has to look at each.
  public func decide(on store: ParameterStore, loss: Double) -> GradientDecision {
    guard loss.isFinite else { return .skip }
    let norm = store.gradientNorm()
    guard norm.isFinite, !GradientClipping.mayOverflow(norm: norm, maximumNorm: maximumNorm)
    else { return .skip }
    if GradientClipping.hasVanished(norm: norm) { return .vanished(norm: norm) }
    return .update(
      scale: GradientClipping.scale(norm: norm, maximumNorm: maximumNorm), norm: norm)
  }
}
