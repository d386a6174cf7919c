import LukeLayers
import Testing

/// Which rows lack which updates.
@Suite struct OverdueRowTests {
  /// Writes down what it is asked for.
  private final class Updates: PostponedUpdates {
    var log: [String] = []

    func apply(to rows: [OverdueRow]) {
      log += rows.map { "row \($0.row) lacks \($0.updateCount)" }
    }

    func forgetAll() { log.append("forget") }

    func taken() -> [String] {
      defer { log = [] }
      return log
    }
  }

  private func table(rows: Int) -> OverdueRows {
    let store = ParameterStore()
    let table = Embedding(rows: rows, size: 1, standardDeviation: 1, in: store.root)
    store.allocate()
    #expect(table.weight.overdueRows == nil)
    store.allocateGradients()
    return table.weight.overdueRows!
  }

  @Test func eachRowIsAskedForOnce() {
    let (table, updates) = (table(rows: 4), Updates())
    table.bringUpToDate([0, 1])
    table.bringAllUpToDate()
    #expect(updates.taken() == [])
    table.postpone(updates, except: [1])
    table.postpone(updates, except: [2, 1])
    #expect(updates.taken() == ["row 2 lacks 1"])
    table.bringUpToDate([0, 0, 1, 0])
    #expect(updates.taken() == ["row 0 lacks 2"])
    table.postpone(updates, except: [])
    table.bringAllUpToDate()
    #expect(
      updates.taken() == [
        "row 0 lacks 1", "row 1 lacks 1", "row 2 lacks 1", "row 3 lacks 3", "forget",
      ])
    table.bringAllUpToDate()
    #expect(updates.taken() == [])
  }

  /// Rows take what they lack of one optimizer before another one's first update.
  @Test func anotherOptimizerComesAfterTheFirst() {
    let table = table(rows: 2)
    let (first, second) = (Updates(), Updates())
    table.postpone(first, except: [0])
    table.postpone(second, except: [0])
    #expect(first.taken() == ["row 1 lacks 1", "forget"] && second.taken() == [])
    table.bringAllUpToDate()
    #expect(first.taken() == [] && second.taken() == ["row 1 lacks 1", "forget"])
  }

  @Test func updatesAreHeldOnToWhileRowsLackThem() {
    let table = table(rows: 2)
    weak var held: Updates?
    do {
      let updates = Updates()
      held = updates
      table.postpone(updates, except: [0])
    }
    #expect(held != nil)
    table.bringAllUpToDate()
    #expect(held == nil)
  }

  /// However long nobody looks at the whole table.
  @Test func notMoreThanSomeUpdatesAreWaitedFor() {
    let (table, updates) = (table(rows: 2), Updates())
    for _ in 0..<1 << 16 { table.postpone(updates, except: [0]) }
    #expect(updates.taken() == [])
    table.postpone(updates, except: [0])
    #expect(updates.taken() == ["row 1 lacks 65536", "forget"])
  }
}
