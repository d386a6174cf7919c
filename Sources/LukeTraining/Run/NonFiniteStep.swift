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

  /// Finds out why a step was left out whose loss or gradients are not all finite, or whose gradients
  /// have squares that are not: the optimizer keeps these, and one that is infinite would end all
  /// learning of its weight without a word.
  init(_ losses: StepLosses, _ store: ParameterStore) {
    if !losses.total.isFinite {
      let part = losses.parts.first { !$0.value.isFinite }
      reason = "\(Self.spoken(part?.name)) is \(Self.text(losses.total))"
    } else {
      let norm = store.gradientNorm()
      reason =
        norm.isFinite
        ? "the gradients are so large (norm \(norm)) that their squares are infinite"
        : Self.gradients(in: store)
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
