import LukeAutodiff
import LukeLayers

/// AdamW's steps that rows of a table take later than others.
///
/// A row that gets no gradient still changes in every step: its moments fade, they move it, and it
/// decays. All of that follows from the step's rate alone and is done, when the row is read, with the
/// very arithmetic of the step itself.
final class TableUpdates: PostponedUpdates {
  private let tensors: AdamWTensors
  private let rates: AdamWRates
  /// The newest steps, as many as some row may lack.
  private var steps = AdamWSteps()

  init(_ tensors: AdamWTensors, rates: AdamWRates) {
    (self.tensors, self.rates) = (tensors, rates)
  }

  /// Adds a step, which has been postponed.
  func append(_ step: AdamWStep) { steps.append(step) }

  func forgetAll() { steps = AdamWSteps() }

  func apply(to rows: [OverdueRow]) {
    Kernels.adamWIdle(
      tensors, rows: rows.map { ($0.row, $0.updateCount) }, steps: steps, rates: rates)
  }
}
