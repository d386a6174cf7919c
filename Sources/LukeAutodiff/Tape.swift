/// The record of a computation, and the switchboard of every operation.
///
/// Operations are methods of the tape. Each computes its result and, when gradients are wanted, leaves
/// a closure that adds its part of the gradients to its inputs; `backward` runs the closures in
/// reverse and frees what they held as it goes.
///
///     let tape = Tape(.recording)
///     let loss = tape.crossEntropy(tape.linear(x, weight: w, bias: b), labels: y)
///     tape.backward(from: loss)
///     w.gradient
public final class Tape {
  /// What a computation is for.
  public enum Mode: Hashable, Sendable {
    /// Results only: nothing is recorded, dropout is off.
    case inference
    /// Gradients without dropout.
    case recording
    /// Gradients, and dropout whose masks are a function of seed, step and the order of operations.
    case training(seed: UInt64, step: UInt64)
  }

  /// What this computation is for.
  public let mode: Mode

  private struct Entry {
    let output: Tensor
    let backward: (Tensor) -> Void
  }

  private var entries: [Entry] = []
  private var dropoutCount: UInt64 = 0

  /// Creates an empty tape.
  public init(_ mode: Mode) {
    self.mode = mode
  }

  /// Marks `output` as computed from `inputs`; `backward` gets d(loss)/d(output), which it may overwrite.
  @discardableResult
  package func record(
    _ output: Tensor, from inputs: [Tensor], backward: @escaping (_ dY: Tensor) -> Void
  ) -> Tensor {
    guard mode != .inference, inputs.contains(where: \.requiresGradient) else { return output }
    output.requiresGradient = true
    entries.append(Entry(output: output, backward: backward))
    return output
  }

  /// Computes the gradient of a scalar with respect to everything it was computed from.
  ///
  /// `seed` is d(objective)/d(loss), for instance one over the number of accumulated batches.
  public func backward(from loss: Tensor, seed: Float = 1) {
    precondition(
      loss.count == 1, "backward starts from a scalar, not [\(loss.rows), \(loss.columns)]")
    loss.accumulateGradient(Tensor([seed], rows: 1, columns: 1))
    while let entry = entries.popLast() {
      guard let dY = entry.output.gradient else { continue }
      entry.backward(dY)
      entry.output.clearGradient()
    }
  }

  /// The key of the next dropout mask, or nil when nothing is to be dropped.
  package func nextDropoutKey(_ probability: Float) -> UInt64? {
    guard case .training(let seed, let step) = mode, probability > 0 else { return nil }
    dropoutCount += 1
    return Self.key(Self.key(seed, step), dropoutCount)
  }

  /// Mixes two counters into one key (the finalizer of SplitMix64).
  package static func key(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var z = a &+ (b &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
