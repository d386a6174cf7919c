/// The rows of a table that a gradient has reached; all others of its gradient are zeros.
package final class TouchedRows {
  /// Each row once, in the order in which it was first reached; empty when `isEveryRow`.
  package private(set) var rows: [Int32] = []
  /// Whether the gradient has reached the whole table.
  package private(set) var isEveryRow = false
  private var isTouched: [Bool]

  init(count: Int) {
    isTouched = [Bool](repeating: false, count: count)
  }

  func insert(_ row: Int32) {
    guard !isEveryRow, !isTouched[Int(row)] else { return }
    isTouched[Int(row)] = true
    rows.append(row)
  }

  func insertAll() {
    removeAll()
    isEveryRow = true
  }

  func removeAll() {
    isEveryRow = false
    for row in rows { isTouched[Int(row)] = false }
    rows.removeAll(keepingCapacity: true)
  }
}

/// Whoever changes rows of a table not when it should but when somebody looks at them.
package protocol LaggingRows: AnyObject {
  /// Makes rows, each of them any number of times, what they should be.
  func bringUpToDate(_ rows: [Int32])
  /// Makes all rows what they should be.
  func bringAllUpToDate()
}
