/// d(loss)/d(a matrix) while it gathers: what has been found so far, and which elements that reached.
///
/// Tensors that share memory share a gradient, too, and each knows which part of it is its own
/// (`GradientPlace`). Memory is taken when the first part comes in and freed when the gradient is
/// cleared; that of a parameter stays from step to step.
package final class Gradient {
  /// Which elements a backward pass has reached; the others count as zeros.
  private enum Reach {
    /// None: the memory holds garbage, or, of a gradient by rows, zeros.
    case none
    /// All of them.
    case all
    /// Ranges of elements, those of parts of the tensor.
    case parts([Range<Int>])
    /// Rows of a table (`touched`).
    case rows
  }

  /// Shape of the matrix.
  let rows, columns: Int
  private var reach = Reach.none
  private var memory: Tensor?
  /// Whether the memory outlives the backward pass.
  private let isKept: Bool
  /// The rows that were reached, where a gradient is kept by rows.
  private let touched: TouchedRows?
  /// The memory of a gradient by rows still holds an old one, of every row, where zeros should be.
  private var isStale = false

  /// Creates a gradient that nothing has reached.
  package init(rows: Int, columns: Int) {
    (self.rows, self.columns, isKept, touched) = (rows, columns, false, nil)
  }

  /// Creates a gradient with memory of its own that outlives the backward pass (parameters).
  ///
  /// With `byRows` the memory must hold zeros, and rows that no gradient reaches are never touched.
  package init(in memory: Tensor, byRows: Bool = false) {
    (rows, columns, isKept) = (memory.rows, memory.columns, true)
    self.memory = memory
    touched = byRows ? TouchedRows(count: memory.rows) : nil
  }

  // MARK: Reading

  /// The whole as far as it is known; nil when nothing has reached it.
  var value: Tensor? {
    if case .none = reach { nil } else { memory }
  }

  /// Whether any element of a range was reached.
  func hasReached(_ range: Range<Int>) -> Bool {
    switch reach {
    case .none: false
    case .all, .rows: true
    case .parts(let parts): parts.contains(where: range.overlaps)
    }
  }

  /// The rows that have a gradient, each once; nil for all of them.
  var touchedRows: [Int32]? {
    guard let touched, !isOfEveryRow else { return nil }
    return touched.rows
  }

  private var isOfEveryRow: Bool {
    switch reach {
    case .all, .parts: true
    case .none, .rows: false
    }
  }

  // MARK: Writing

  /// Where a backward writes a gradient of all elements: overwriting when `isEmpty`, adding otherwise.
  func target() -> (memory: Tensor, isEmpty: Bool) {
    let isEmpty = if case .none = reach { true } else { false }
    reach = .all
    guard let memory else {
      let memory = Tensor(rows: rows, columns: columns)
      self.memory = memory
      return (memory, true)
    }
    guard let touched else { return (memory, isEmpty) }
    touched.removeAll()
    defer { isStale = false }
    return (memory, isStale)
  }

  /// As `target`, filled with zeros if nothing had been written, for backwards that only add.
  func zeroFilledTarget() -> Tensor {
    let (memory, isEmpty) = target()
    if isEmpty { memory.fill(with: 0) }
    return memory
  }

  /// Where a backward adds a gradient of a range of elements: the whole, zeros where nothing was.
  func zeroFilledTarget(of range: Range<Int>) -> Tensor {
    var reached: [Range<Int>]? =
      switch reach {
      case .none: []
      case .parts(let parts): parts
      case .all, .rows: nil
      }
    let memory = zeroFilledTarget()
    if reached?.contains(range) == false { reached?.append(range) }
    reach = reached.map(Reach.parts) ?? .all
    return memory
  }

  /// Where a backward adds to some rows of the gradient of a table.
  func zeroFilledTarget(ofRows indices: [Int32]) -> Tensor {
    guard let touched, let memory else { return zeroFilledTarget() }
    if isStale { memory.fill(with: 0) }
    isStale = false
    if isOfEveryRow { return memory }
    reach = .rows
    for row in indices { touched.insert(row) }
    return memory
  }

  /// Takes a gradient of all elements over as its own memory, where it is the first and may be.
  func takeOver(_ first: Tensor) -> Bool {
    guard case .none = reach, !isKept else { return false }
    (memory, reach) = (first, .all)
    return true
  }

  /// Forgets everything: the memory of intermediates is freed, that of parameters is kept.
  package func clear() {
    let wasOfEveryRow = isOfEveryRow
    reach = .none
    if !isKept { memory = nil }
    guard let touched, let memory else { return }
    // What reached every row will do so again as a rule, and writes over what is there.
    if wasOfEveryRow { isStale = true }
    Kernels.zeroRows(touched.rows, of: memory)
    touched.removeAll()
  }
}
