import LukeAutodiff
internal import LukeKernels
public import LukeLayers

extension Parameter {
  /// Whether a step changes the parameter: it is trained and has a gradient.
  var isUpdated: Bool { isTrainable && gradient != nil }

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
    let ranges = parameters.filter(\.isUpdated).flatMap { parameter -> [(FloatPointer, Int)] in
      guard let gradient = parameter.gradient else { return [] }
      return parameter.gradientRanges.map {
        (FloatPointer(gradient.pointer + $0.lowerBound), $0.count)
      }
    }
    let sum = WorkerPool.shared.sum(ranges.count) { index in
      let (start, count) = ranges[index]
      return luke_sum_of_squares(start.base, count)
    }
    return Float(sum.squareRoot())
  }
}
