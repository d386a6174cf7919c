import LukeSystem

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

  /// The number type of matrix products.
  public let precision: Precision
  /// Whether layers that can should use `checkpointing`, and hold less memory for more time.
  public let usesCheckpointing: Bool
  /// Measures the time of each phase, where given.
  public var clock: PhaseClock?

  private struct Entry {
    let output: Tensor
    let phase: Phase?
    let backward: (Tensor) -> Void
  }

  private var entries: [Entry] = []
  private var dropoutCount: UInt64
  private var phase: Phase?
  private let isRecording: Bool

  /// Creates an empty tape.
  public convenience init(
    _ mode: Mode, precision: Precision = .float32, usesCheckpointing: Bool = false
  ) {
    self.init(
      mode, precision, isRecording: mode != .inference, usesCheckpointing: usesCheckpointing,
      dropoutCount: 0)
  }

  private init(
    _ mode: Mode, _ precision: Precision, isRecording: Bool, usesCheckpointing: Bool = false,
    dropoutCount: UInt64
  ) {
    self.mode = mode
    self.precision = precision
    self.isRecording = isRecording
    self.usesCheckpointing = usesCheckpointing && isRecording
    self.dropoutCount = dropoutCount
  }

  /// Marks `output` as computed from `inputs`; `backward` gets d(loss)/d(output), which it may overwrite.
  @discardableResult
  package func record(
    _ output: Tensor, from inputs: [Tensor], backward: @escaping (_ dY: Tensor) -> Void
  ) -> Tensor {
    guard mode != .inference, inputs.contains(where: \.requiresGradient) else { return output }
    output.requireGradient()
    guard isRecording else { return output }
    entries.append(Entry(output: output, phase: phase, backward: backward))
    return output
  }

  /// Says of which phase the operations of `body` are, unless an outer one has been named.
  public func phase<Result>(_ phase: Phase, _ body: () throws -> Result) rethrows -> Result {
    guard self.phase == nil else { return try body() }
    self.phase = phase
    defer { self.phase = nil }
    guard let clock else { return try body() }
    return try clock.measureForward(phase, body)
  }

  /// Computes the gradient of a scalar with respect to everything it was computed from.
  ///
  /// `seed` is d(objective)/d(loss), for instance one over the number of accumulated batches.
  public func backward(from loss: Tensor, seed: Float = 1) {
    precondition(
      loss.count == 1, "backward starts from a scalar, not [\(loss.rows), \(loss.columns)]")
    backward(from: loss, gradient: Tensor([seed], rows: 1, columns: 1))
  }

  /// Continues backwards from a result whose gradient is known.
  package func backward(from output: Tensor, gradient: Tensor) {
    output.accumulateGradient(gradient)
    while let entry = entries.popLast() {
      guard let dY = entry.output.gradient else { continue }
      if let clock, let phase = entry.phase {
        clock.measureBackward(phase) { entry.backward(dY) }
      } else {
        entry.backward(dY)
      }
      entry.output.clearGradient()
    }
  }

  /// Computes `body` of `x` and keeps nothing of it but the result; backward computes it again.
  ///
  /// Saves the memory of what `body` would keep for a second forward pass (gradient checkpointing,
  /// Chen and others, 2016). Results and gradients are the same to the bit: dropout drops the same
  /// elements again. `body` must compute the same from the same `x`.
  public func checkpointing(_ x: Tensor, _ body: @escaping (Tensor, Tape) -> Tensor) -> Tensor {
    guard isRecording else { return body(x, self) }
    let firstDropout = dropoutCount
    let passing = Tape(mode, precision, isRecording: false, dropoutCount: firstDropout)
    passing.clock = clock
    let y = body(x, passing)
    dropoutCount = passing.dropoutCount
    guard y.requiresGradient else { return y }
    entries.append(
      Entry(output: y, phase: nil) { [mode, precision, clock] dY in
        let tape = Tape(mode, precision, isRecording: true, dropoutCount: firstDropout)
        tape.clock = clock
        let input = x.detached(requiresGradient: x.requiresGradient)
        tape.backward(from: body(input, tape), gradient: dY)
        if let gradient = input.gradient { x.accumulateGradient(gradient) }
      })
    return y
  }

  /// The key of the next dropout mask, or nil when nothing is to be dropped.
  package func nextDropoutKey(_ probability: Float) -> UInt64? {
    guard case .training(let seed, let step) = mode, probability > 0 else { return nil }
    dropoutCount += 1
    return SplitMix64.number(
      dropoutCount, ofSeed: SplitMix64.number(step, ofSeed: seed))
  }
}
