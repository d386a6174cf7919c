/// Rows of a table that have not taken the newest updates of an optimizer yet.
///
/// A row that got no gradient in a step still changes by it, in a way that follows from the step alone.
/// So its update waits until the row is read: a step costs what the rows of its batch cost, however
/// large the table, and values never depend on when somebody looked. As long as any row may be overdue
/// this holds on to whoever can make good for it, so nothing depends on how long an optimizer lives.
package final class OverdueRows {
  /// Updates that each row has taken since all were up to date.
  private var taken: [Int32]
  /// Updates of the whole table since then.
  private var count: Int32 = 0
  /// Who has the updates that rows may lack; nil while none is overdue.
  private var updates: (any PostponedUpdates)?

  init(rowCount: Int) {
    taken = [Int32](repeating: 0, count: rowCount)
  }

  /// Updates that are waited for at most, however long nobody looks at the whole table.
  private static let mostPostponed: Int32 = 1 << 16

  /// Notes an update that `rows` take at once, and all other rows when they are next read.
  ///
  /// The caller makes the update of `rows`, which are up to date when this returns.
  package func postpone(_ newUpdates: any PostponedUpdates, except rows: [Int32]) {
    if let updates, updates !== newUpdates { bringAllUpToDate() }
    bringUpToDate(rows)
    if count == Self.mostPostponed { bringAllUpToDate() }
    updates = newUpdates
    count += 1
    for row in rows { taken[Int(row)] = count }
  }

  /// Makes rows, each of them any number of times, what they should be.
  package func bringUpToDate(_ rows: [Int32]) { takeOverdue(rows.lazy.map(Int.init)) }

  /// Makes all rows what they should be.
  package func bringAllUpToDate() {
    guard let updates else { return }
    takeOverdue(taken.indices)
    updates.forgetAll()
    for row in taken.indices { taken[row] = 0 }
    (count, self.updates) = (0, nil)
  }

  /// Lets rows take what they lack.
  private func takeOverdue(_ rows: some Sequence<Int>) {
    guard let updates else { return }
    var overdue: [OverdueRow] = []
    for row in rows where taken[row] < count {
      overdue.append(OverdueRow(row: row, updateCount: Int(count - taken[row])))
      taken[row] = count
    }
    updates.apply(to: overdue)
  }
}

/// A row and how many of the newest updates it lacks.
package struct OverdueRow {
  package let row: Int
  package let updateCount: Int
}

/// Updates of a table that some of its rows take later than others.
package protocol PostponedUpdates: AnyObject {
  /// Lets rows take the newest updates, oldest first, to the bit as if they had been on time.
  func apply(to rows: [OverdueRow])
  /// All rows have taken all updates.
  func forgetAll()
}
