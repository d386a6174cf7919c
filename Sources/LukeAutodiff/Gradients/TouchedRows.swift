/// The rows of a table that a gradient has reached.
final class TouchedRows {
  /// Each row once, in the order in which it was first reached.
  private(set) var rows: [Int32] = []
  private var isTouched: [Bool]

  init(count: Int) {
    isTouched = [Bool](repeating: false, count: count)
  }

  func insert(_ row: Int32) {
    guard !isTouched[Int(row)] else { return }
    isTouched[Int(row)] = true
    rows.append(row)
  }

  func removeAll() {
    for row in rows { isTouched[Int(row)] = false }
    rows.removeAll(keepingCapacity: true)
  }
}
