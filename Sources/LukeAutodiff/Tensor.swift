/// A float32 matrix, row-major and contiguous, and the place where its gradient gathers.
///
/// Everything the engine computes with is a matrix: a packed batch has one row for each token, a
/// vector is one row. Rows can be sliced without a copy; nothing is strided. A tensor is no `Sendable`
/// on purpose: one thread owns the computation, and hands pointers to workers only within one call.
public final class Tensor {
  /// Number of rows.
  public let rows: Int
  /// Floats in a row.
  public let columns: Int
  /// Whether operations on this tensor are recorded for the backward pass.
  public package(set) var requiresGradient: Bool

  private let buffer: Buffer
  private let offset: Int
  private let parent: (tensor: Tensor, offset: Int)?
  private var gradientStorage: Tensor?
  /// Nothing has been written to the gradient yet: its memory holds garbage.
  private var gradientIsEmpty = true
  private var ownsGradient = false
  /// The rows that have a gradient, where most of a table has none.
  package private(set) var touchedRows: TouchedRows?
  /// The elements that a gradient of parts of this tensor has reached; nil for all.
  private var reachedParts: [Range<Int>]?
  /// The memory of a gradient by rows still holds an old one, of every row, where zeros should be.
  private var isGradientStale = false
  /// Who must be asked before rows of this table are read.
  package weak var laggingRows: (any LaggingRows)?

  /// Creates a matrix with undefined content.
  public init(rows: Int, columns: Int, requiresGradient: Bool = false) {
    precondition(rows >= 0 && columns >= 0, "a tensor cannot be [\(rows), \(columns)]")
    self.rows = rows
    self.columns = columns
    self.requiresGradient = requiresGradient
    buffer = Buffer(count: rows * columns)
    offset = 0
    parent = nil
  }

  /// Creates a matrix over a part of a buffer that is shared with others (an arena).
  package init(
    rows: Int, columns: Int, in buffer: Buffer, at offset: Int, requiresGradient: Bool = false
  ) {
    precondition(offset + rows * columns <= buffer.capacity, "tensor reaches beyond its buffer")
    self.rows = rows
    self.columns = columns
    self.requiresGradient = requiresGradient
    self.buffer = buffer
    self.offset = offset
    parent = nil
  }

  /// A part of another tensor's elements, in a shape of its own.
  private init(rows: Int, columns: Int, from start: Int, of parent: Tensor) {
    self.rows = rows
    self.columns = columns
    requiresGradient = parent.requiresGradient
    buffer = parent.buffer
    offset = parent.offset + start
    // Always the whole, which keeps the gradient of all its parts.
    self.parent = parent.parent.map { ($0.tensor, $0.offset + start) } ?? (parent, start)
  }

  /// Number of elements.
  public var count: Int { rows * columns }

  /// Rows `range` of this tensor, sharing memory and gradient with it.
  public func rows(_ range: Range<Int>) -> Tensor {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of a tensor with \(rows)")
    if range == 0..<rows { return self }
    return Tensor(
      rows: range.count, columns: columns, from: range.lowerBound * columns, of: self)
  }

  /// The same elements in the same memory, with a gradient of its own.
  func withoutHistory() -> Tensor {
    let copy = Tensor(
      rows: rows, columns: columns, in: buffer, at: offset, requiresGradient: requiresGradient)
    copy.laggingRows = laggingRows
    return copy
  }

  /// All elements as one row, sharing memory and gradient with this tensor.
  public func asRow() -> Tensor {
    rows == 1 ? self : Tensor(rows: 1, columns: count, from: 0, of: self)
  }

  /// The first element.
  package var pointer: UnsafeMutablePointer<Float> { buffer.base + offset }
  /// The first element, in a form that workers may take along.
  package var shared: FloatPointer { FloatPointer(pointer) }

  /// The elements, row by row, as a copy.
  public var values: [Float] {
    settle()
    return Array(UnsafeBufferPointer(start: pointer, count: count))
  }

  /// Whether every element is a number, and none infinite.
  public var isFinite: Bool {
    settle()
    // Squares of floats never leave the range of doubles.
    return Elementwise.sumOfSquares(of: self).isFinite
  }

  /// The elements in place.
  public func withUnsafeMutableBuffer<Result>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    settle()
    return try body(UnsafeMutableBufferPointer(start: pointer, count: count))
  }

  /// Makes rows that lag behind what they should be, before all of them are read.
  func settle() {
    if let parent { return parent.tensor.settle() }
    laggingRows?.bringAllUpToDate()
  }

  /// Sets every element.
  public func fill(with value: Float) {
    let target = shared
    WorkerPool.shared.run(over: count, chunk: Elementwise.chunk) { _, range in
      (target + range.lowerBound).update(repeating: value, count: range.count)
    }
  }
}

extension Tensor {
  /// Creates a matrix from its elements, row by row.
  public convenience init(
    _ values: [Float], rows: Int, columns: Int, requiresGradient: Bool = false
  ) {
    precondition(
      values.count == rows * columns, "\(values.count) values for [\(rows), \(columns)]")
    self.init(rows: rows, columns: columns, requiresGradient: requiresGradient)
    values.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { pointer.update(from: start, count: count) }
    }
  }
}

// MARK: - Gradients

extension Tensor {
  /// d(loss)/d(self) as far as it is known; nil when nothing has reached this tensor.
  public var gradient: Tensor? {
    if let parent {
      guard let whole = parent.tensor.gradient,
        parent.tensor.reachedParts?.contains(where: range(in: parent).overlaps) ?? true
      else { return nil }
      return part(of: whole, from: parent.offset)
    }
    return gradientIsEmpty ? nil : gradientStorage
  }

  private func range(in parent: (tensor: Tensor, offset: Int)) -> Range<Int> {
    parent.offset..<parent.offset + count
  }

  private func part(of whole: Tensor, from start: Int) -> Tensor {
    Tensor(rows: rows, columns: columns, from: start, of: whole)
  }

  /// Gives the gradient a place of its own that outlives the backward pass (parameters).
  ///
  /// With `byRows` the storage holds zeros, and rows that no gradient reaches are never touched.
  package func keepGradient(in storage: Tensor, byRows: Bool = false) {
    precondition(
      storage.rows == rows && storage.columns == columns, "gradient storage has another shape")
    gradientStorage = storage
    gradientIsEmpty = true
    ownsGradient = true
    touchedRows = byRows ? TouchedRows(count: rows) : nil
  }

  /// Forgets the gradient: memory of intermediates is freed, that of parameters is kept.
  package func clearGradient() {
    gradientIsEmpty = true
    if !ownsGradient { gradientStorage = nil }
    guard let touchedRows, let gradientStorage else { return }
    // What reached every row will do so again as a rule, and writes over what is there.
    if touchedRows.isEveryRow { isGradientStale = true }
    for row in touchedRows.rows {
      (gradientStorage.pointer + Int(row) * columns).update(repeating: 0, count: columns)
    }
    touchedRows.removeAll()
  }

  /// Where a backward adds to some rows of the gradient of a table.
  package func gradientTarget(ofRows rows: [Int32]) -> Tensor {
    guard let touchedRows, let gradientStorage else { return zeroFilledGradient() }
    gradientIsEmpty = false
    if isGradientStale { gradientStorage.fill(with: 0) }
    isGradientStale = false
    for row in rows { touchedRows.insert(row) }
    return gradientStorage
  }

  /// Where a backward writes its part: into `target`, overwriting when `isEmpty`, adding otherwise.
  package func gradientTarget() -> (target: Tensor, isEmpty: Bool) {
    if let parent {
      let whole = parent.tensor
      var reached = whole.gradientIsEmpty ? [] : whole.reachedParts
      let target = part(of: whole.zeroFilledGradient(), from: parent.offset)
      let range = range(in: parent)
      if reached?.contains(range) == false { reached?.append(range) }
      whole.reachedParts = reached
      return (target, false)
    }
    reachedParts = nil
    if let touchedRows, let gradientStorage {
      let wasStale = isGradientStale
      (gradientIsEmpty, isGradientStale) = (false, false)
      touchedRows.insertAll()
      return (gradientStorage, wasStale)
    }
    let wasEmpty = gradientIsEmpty
    gradientIsEmpty = false
    if let gradientStorage { return (gradientStorage, wasEmpty) }
    let storage = Tensor(rows: rows, columns: columns)
    gradientStorage = storage
    return (storage, true)
  }

  /// The gradient, filled with zeros if nothing had been written, for backwards that only add.
  package func zeroFilledGradient() -> Tensor {
    let (target, isEmpty) = gradientTarget()
    if isEmpty { target.fill(with: 0) }
    return target
  }

  /// Adds `part` to the gradient, or takes it over if it is the first.
  package func accumulateGradient(_ part: Tensor) {
    precondition(part.rows == rows && part.columns == columns, "gradient of another shape")
    if parent == nil && gradientIsEmpty && !ownsGradient {
      gradientStorage = part
      (gradientIsEmpty, reachedParts) = (false, nil)
      return
    }
    addToGradient(part)
  }

  /// Adds `part` to the gradient and leaves it to the caller, who may change it afterwards.
  func addToGradient(_ part: Tensor) {
    let (target, isEmpty) = gradientTarget()
    if isEmpty {
      Elementwise.copy(part, to: target)
    } else {
      Elementwise.accumulate(part, into: target)
    }
  }
}
