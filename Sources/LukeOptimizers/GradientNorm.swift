import LukeAutodiff
public import LukeLayers

extension Parameter {
  /// Elements that one worker takes at a time.
  private static let chunk = 1 << 16

  /// The elements that have a gradient, in ranges for the workers.
  var gradientRanges: [Range<Int>] {
    if let rows = touchedRows {
      let columns = memory.columns
      return rows.map { Int($0) * columns..<(Int($0) + 1) * columns }
    }
    return stride(from: 0, to: count, by: Self.chunk).map { $0..<min(count, $0 + Self.chunk) }
  }
}

extension ParameterStore {
  /// The 2-norm of all gradients together that a step would use.
  public func gradientNorm() -> Float {
    let parts = parameters.compactMap { parameter in
      parameter.gradient.map { (tensor: $0, ranges: parameter.gradientRanges) }
    }
    return Float(Kernels.sumOfSquares(of: parts).squareRoot())
  }
}
