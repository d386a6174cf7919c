import LukeLayers
import LukeOptimizers
import LukeTasks

/// A step that cannot be taken: its loss or its gradients are infinite or not a number.
struct NonFiniteStep {
  /// What is wrong, in a few words.
  let reason: String
  /// The pass that it comes from, where that is known.
  let pass: Int?
  /// A parameter whose value is infinite or not a number, which an earlier step made so.
  let damagedParameter: String?

  /// What to do about numbers that go astray.
  static let remedy = "lower training.learning_rate or set training.max_gradient_norm"

  /// Nil for a step as it should be.
  ///
  /// `gradientNorm` is that of all gradients together: it is no number where one of them is none, so
  /// that nobody has to look at each.
  /// Without clipping, to `maximumNorm`, the squares of gradients must be numbers, too: the optimizer
  /// keeps them, and one that is infinite would end all learning of its weight without a word.
  init?(
    _ losses: StepLosses, gradientNorm: Float, maximumNorm: Float?, _ store: ParameterStore
  ) {
    if !losses.total.isFinite {
      let part = losses.parts.first { !$0.value.isFinite }
      reason = "\(Self.spoken(part?.name)) is \(Self.text(losses.total))"
    } else if !gradientNorm.isFinite {
      reason = Self.gradients(in: store)
    } else if GradientClipping.mayOverflow(norm: gradientNorm, maximumNorm: maximumNorm) {
      reason = "the gradients are so large (norm \(gradientNorm)) that their squares are infinite"
    } else {
      return nil
    }
    pass = losses.nonFinitePass
    damagedParameter = store.firstWithoutNumbers?.name
  }

  private static func spoken(_ part: String?) -> String {
    part.map { "the loss (\($0))" } ?? "the loss"
  }

  private static func text(_ value: Double) -> String { value.isNaN ? "not a number" : "infinite" }

  /// Which gradients are meant.
  private static func gradients(in store: ParameterStore) -> String {
    let names = store.parameters.filter { $0.gradient?.isFinite == false }.map(\.name)
    guard let first = names.first else {
      return "the norm of the gradients is infinite, though each of them is a number"
    }
    let others = names.count == 1 ? "" : " and of \(counted(names.count - 1, "other parameter"))"
    return "the gradient of \(first)\(others) is infinite or not a number"
  }
}
