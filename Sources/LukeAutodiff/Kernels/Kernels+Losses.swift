extension Kernels {
  /// Σ over slices of factor · loss of their softmax, added in order; slices without a label count nothing.
  package static func softmaxLoss(
    _ logits: Tensor, _ slices: [SoftmaxSlice], options: CrossEntropyOptions
  ) -> Double {
    let (x, loss) = (logits.shared, SoftmaxLoss(options))
    return WorkerPool.shared.sum(slices.count) { index in
      let slice = slices[index]
      return slice.label < 0 ? 0 : slice.factor * loss.value(x.base, slice)
    }
  }

  /// dLogits = scale · d(`softmaxLoss`)/d(logits), zeros in what no slice with a label has.
  package static func softmaxLossBackward(
    _ logits: Tensor, _ slices: [SoftmaxSlice], options: CrossEntropyOptions, scale: Float,
    into dLogits: Tensor
  ) {
    let (x, d, loss) = (logits.shared, dLogits.shared, SoftmaxLoss(options))
    fill(dLogits, with: 0)
    WorkerPool.shared.run(slices.count) { index in
      let slice = slices[index]
      guard slice.label >= 0 else { return }
      loss.gradient(x.base, slice, factor: slice.factor * Double(scale), into: d.base)
    }
  }

  /// Σ of the losses of logits against targets from 0 to 1, each times the weight of its column; a target
  /// that is not a number is none.
  package static func binaryCrossEntropy(
    _ logits: Tensor, targets: [Float], options: CrossEntropyOptions
  ) -> Double {
    let (x, loss, weights) = (logits.shared, BinaryLoss(options), options.classWeights)
    return sum(over: logits) { index, column in
      guard !targets[index].isNaN else { return 0 }
      return loss.value(Double(x[index]), target: Double(targets[index]))
        * Double(weights?[column] ?? 1)
    }
  }

  /// dLogits = factor · d(`binaryCrossEntropy`)/d(logits).
  package static func binaryCrossEntropyBackward(
    _ logits: Tensor, targets: [Float], options: CrossEntropyOptions, factor: Float,
    into dLogits: Tensor
  ) {
    let (x, d, columns) = (logits.shared, dLogits.shared, logits.columns)
    let (loss, weights) = (BinaryLoss(options), options.classWeights)
    elements(of: logits) { range in
      for index in range {
        let weight = Double(factor) * Double(weights?[index % columns] ?? 1)
        d[index] =
          targets[index].isNaN
          ? 0 : Float(loss.gradient(Double(x[index]), target: Double(targets[index])) * weight)
      }
    }
  }

  /// Σ (x − target)²; a target that is not a number is none.
  package static func squaredErrors(_ x: Tensor, targets: [Float]) -> Double {
    let values = x.shared
    return sum(over: x) { index, _ in
      let error = Double(values[index]) - Double(targets[index])
      return targets[index].isNaN ? 0 : error * error
    }
  }

  /// dX = factor · 2 · (x − target).
  package static func squaredErrorsBackward(
    _ x: Tensor, targets: [Float], factor: Float, into dX: Tensor
  ) {
    let (values, d) = (x.shared, dX.shared)
    elements(of: x) { range in
      for index in range {
        let error = 2 * (values[index] - targets[index])
        d[index] = targets[index].isNaN ? 0 : factor * error
      }
    }
  }

  /// Σ of a function of each element's place and column, by ranges that depend on the shape alone.
  private static func sum(
    over x: Tensor, _ term: @Sendable (_ index: Int, _ column: Int) -> Double
  ) -> Double {
    let (count, columns) = (x.count, x.columns)
    return WorkerPool.shared.sum((count + chunk - 1) / chunk) { index in
      (index * chunk..<min(count, (index + 1) * chunk)).reduce(0) { $0 + term($1, $1 % columns) }
    }
  }
}
