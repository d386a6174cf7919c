internal import LukeKernels

extension Tape {
  /// y = tanh(x), elementwise.
  ///
  /// dX = dY · (1 − y²).
  public func tanh(_ x: Tensor) -> Tensor {
    let y = Tensor(rows: x.rows, columns: x.columns)
    let (from, to) = (x.shared, y.shared)
    WorkerPool.shared.run(over: x.count, chunk: Elementwise.chunk) { _, range in
      luke_tanh_forward(to + range.lowerBound, from + range.lowerBound, range.count)
    }
    return record(y, from: [x]) { dY in
      defer { extendLifetime(y) }
      let (d, saved) = (dY.shared, y.shared)
      WorkerPool.shared.run(over: dY.count, chunk: Elementwise.chunk) { _, range in
        let start = range.lowerBound
        luke_tanh_backward(d + start, d + start, saved + start, range.count)
      }
      x.accumulateGradient(dY)
    }
  }
}
