import LukeAutodiff
internal import LukeKernels
import LukeLayers

/// AdamW's steps that rows of a table take later than others.
///
/// A row that gets no gradient still changes in every step: its moments fade, they move it, and it
/// decays. All of that follows from the step's rate alone and is done, when the row is read, with the
/// very arithmetic of the step itself.
final class TableUpdates: PostponedUpdates {
  private let value, firstMoment, secondMoment: Tensor
  private let rates: LukeAdamWRates
  /// The newest steps, as many as some row may lack.
  private var steps: [LukeAdamWStep] = []

  init(
    _ parameter: Parameter, firstMoment: Tensor, secondMoment: Tensor, rates: LukeAdamWRates
  ) {
    value = parameter.memory
    (self.firstMoment, self.secondMoment, self.rates) = (firstMoment, secondMoment, rates)
  }

  /// Adds a step, which has been postponed.
  func append(_ step: LukeAdamWStep) { steps.append(step) }

  func forgetAll() { steps = [] }

  /// Rows that one worker takes at a time.
  private static let chunk = 16

  func apply(to rows: [OverdueRow]) {
    let (value, first, second) = (
      FloatPointer(value.pointer), FloatPointer(firstMoment.pointer),
      FloatPointer(secondMoment.pointer)
    )
    let (columns, rates, steps) = (self.value.columns, rates, steps)
    WorkerPool.shared.run(over: rows.count, chunk: Self.chunk) { _, range in
      steps.withUnsafeBufferPointer { steps in
        for late in rows[range] {
          let start = late.row * columns
          luke_adamw_idle(
            value + start, first + start, second + start, columns,
            steps.baseAddress! + (steps.count - late.updateCount), late.updateCount, rates)
        }
      }
    }
  }
}
