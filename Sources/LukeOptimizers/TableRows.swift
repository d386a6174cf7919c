import LukeAutodiff
internal import LukeKernels
import LukeLayers

/// The rows of a table that AdamW has not yet brought to the newest step.
///
/// A row that gets no gradient still changes in every step: its moments fade, they move it, and it
/// decays. All of that follows from the step's rate alone, so it waits until the row is read and is
/// then done step by step, with the very arithmetic of the step itself. Values never depend on when
/// somebody looked; a step costs what the rows of its batch cost, however large the table.
final class TableRows: LaggingRows {
  private let value, firstMoment, secondMoment: Tensor
  private let rates: LukeAdamWRates
  /// Steps that each row has taken.
  private var stepsTaken: [Int32]
  /// Steps that the table has taken.
  private var step = 0
  /// The steps after `step - history.count`, which some row may still owe.
  private var history: [LukeAdamWStep] = []

  /// Nil unless the parameter is a table whose gradient is kept by rows.
  init?(
    _ parameter: Parameter, firstMoment: Tensor, secondMoment: Tensor, rates: LukeAdamWRates
  ) {
    guard parameter.tensor.touchedRows != nil else { return nil }
    value = parameter.tensor
    (self.firstMoment, self.secondMoment, self.rates) = (firstMoment, secondMoment, rates)
    stepsTaken = [Int32](repeating: 0, count: parameter.tensor.rows)
  }

  /// All rows have taken `step` steps.
  func settled(at step: Int) {
    self.step = step
    history = []
    for row in stepsTaken.indices { stepsTaken[row] = Int32(step) }
  }

  /// Steps that are remembered at most, one MiB of them, however long nobody looks at the whole table.
  private static let longestHistory = 1 << 16

  /// Notes a step, which the optimizer takes for the touched rows and the others owe.
  func advance(by step: LukeAdamWStep) {
    if let touched = value.touchedRows, touched.isEveryRow {
      bringAllUpToDate()
      return settled(at: self.step + 1)
    }
    let rows = value.touchedRows?.rows ?? []
    bringUpToDate(rows)
    if history.count == Self.longestHistory { bringAllUpToDate() }
    self.step += 1
    history.append(step)
    for row in rows { stepsTaken[Int(row)] = Int32(self.step) }
  }

  func bringUpToDate(_ rows: [Int32]) {
    if history.isEmpty { return }
    var late: [LateRow] = []
    for row in rows where stepsTaken[Int(row)] < step {
      late.append(LateRow(row: Int(row), owed: step - Int(stepsTaken[Int(row)])))
      stepsTaken[Int(row)] = Int32(step)
    }
    catchUp(late)
  }

  func bringAllUpToDate() {
    if history.isEmpty { return }
    let late = stepsTaken.indices.compactMap { row in
      stepsTaken[row] < step ? LateRow(row: row, owed: step - Int(stepsTaken[row])) : nil
    }
    catchUp(late)
    settled(at: step)
  }

  private struct LateRow {
    let row: Int
    let owed: Int
  }

  /// Rows that one worker takes at a time.
  private static let chunk = 16

  private func catchUp(_ late: [LateRow]) {
    let (value, first, second) = (
      FloatPointer(value.pointer), FloatPointer(firstMoment.pointer),
      FloatPointer(secondMoment.pointer)
    )
    let (columns, rates, history) = (self.value.columns, rates, history)
    WorkerPool.shared.run(over: late.count, chunk: Self.chunk) { _, range in
      history.withUnsafeBufferPointer { steps in
        for late in late[range] {
          let start = late.row * columns
          luke_adamw_idle(
            value + start, first + start, second + start, columns,
            steps.baseAddress! + (steps.count - late.owed), late.owed, rates)
        }
      }
    }
  }
}
