/// Where the gradient of a tensor gathers: a gradient, or a part of one that it shares with others.
package struct GradientPlace {
  let gradient: Gradient
  /// The elements that are the tensor's; nil for all, in their own shape.
  let part: Range<Int>?

  /// The place of a tensor that has the gradient for itself.
  package init(_ gradient: Gradient) {
    self.init(gradient, part: nil)
  }

  private init(_ gradient: Gradient, part: Range<Int>?) {
    (self.gradient, self.part) = (gradient, part)
  }

  /// The place of `count` elements of the tensor whose place this is.
  package func part(from start: Int, count: Int) -> GradientPlace {
    let first = (part?.lowerBound ?? 0) + start
    return GradientPlace(gradient, part: first..<first + count)
  }
}

extension Tensor {
  /// d(loss)/d(self) as far as it is known; nil when nothing has reached this tensor.
  public var gradient: Tensor? {
    guard let place = gradientPlace, let whole = place.gradient.value else { return nil }
    guard let part = place.part else { return whole }
    guard place.gradient.hasReached(part) else { return nil }
    return whole.part(from: part.lowerBound, rows: rows, columns: columns)
  }

  /// The rows that have a gradient, each once, where it is kept by rows; nil for all rows.
  package var touchedRows: [Int32]? {
    gradientPlace.flatMap { $0.part == nil ? $0.gradient.touchedRows : nil }
  }

  /// Forgets the gradient, which parts of a tensor share.
  package func clearGradient() {
    gradientPlace?.gradient.clear()
  }

  /// Where a backward writes its part: into `target`, overwriting when `isEmpty`, adding otherwise.
  package func gradientTarget() -> (memory: Tensor, isEmpty: Bool) {
    let place = requiredPlace
    guard let part = place.part else { return place.gradient.target() }
    let whole = place.gradient.zeroFilledTarget(of: part)
    return (whole.part(from: part.lowerBound, rows: rows, columns: columns), false)
  }

  /// The gradient, filled with zeros if nothing had been written, for backwards that only add.
  package func zeroFilledGradient() -> Tensor {
    let (target, isEmpty) = gradientTarget()
    if isEmpty { target.fill(with: 0) }
    return target
  }

  /// Where a backward adds to some rows of the gradient of a table.
  func gradientTarget(ofRows rows: [Int32]) -> Tensor {
    let place = requiredPlace
    return place.part == nil
      ? place.gradient.zeroFilledTarget(ofRows: rows) : zeroFilledGradient()
  }

  /// Adds `part` to the gradient, or takes it over if it is the first; nothing where none is wanted.
  package func accumulateGradient(_ part: Tensor) {
    precondition(part.rows == rows && part.columns == columns, "gradient of another shape")
    guard let place = gradientPlace else { return }
    if place.part == nil, place.gradient.takeOver(part) { return }
    addToGradient(part)
  }

  /// Adds `part` to the gradient and leaves it to the caller, who may change it afterwards.
  func addToGradient(_ part: Tensor) {
    let (target, isEmpty) = gradientTarget()
    if isEmpty {
      Kernels.copy(part, to: target)
    } else {
      Kernels.accumulate(part, into: target)
    }
  }

  private var requiredPlace: GradientPlace {
    guard let gradientPlace else { preconditionFailure("no gradient is wanted of this tensor") }
    return gradientPlace
  }
}
