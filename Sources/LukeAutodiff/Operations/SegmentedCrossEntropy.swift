extension Tape {
  /// Softmax cross-entropy over the rows of each group, in each column by itself: which row of a group is
  /// the right one (the start and the end of an answer among the words of an example, or the choice among
  /// several).
  ///
  /// For each column Σ over labelled groups of −log softmax(logits[group, column])[label] / normalizer, and
  /// of the columns the mean.
  ///
  /// - logits: `[rows, columns]`; groups: ranges of rows, of any lengths, none in two; rows of no group
  ///   count nothing. labels: for each column one for each group, counted from the group's first row,
  ///   negative for groups without one; the result is a scalar `[1, 1]`.
  /// - normalizer: nil for the number of labelled groups, in each column its own; with gradient
  ///   accumulation the number in all batches of the step.
  /// - options: label smoothing and focal loss; rows are no classes, which might have weights.
  public func segmentedCrossEntropy(
    _ logits: Tensor, groups: [Range<Int>], labels: [[Int32]], normalizer: Float? = nil,
    options: CrossEntropyOptions = .plain
  ) -> Tensor {
    phase(.loss) {
      options.check(classes: nil, "segmentedCrossEntropy")
      precondition(
        labels.count == logits.columns && labels.allSatisfy { $0.count == groups.count },
        "segmentedCrossEntropy: [\(logits.rows), \(logits.columns)] with \(groups.count) groups needs "
          + "\(logits.columns) lists of so many labels")
      precondition(
        groups.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= logits.rows },
        "segmentedCrossEntropy: a group is outside of \(logits.rows) rows")
      let slices = labels.enumerated().flatMap { column, labels in
        let labelled = normalizer ?? Float(max(1, labels.count { $0 >= 0 }))
        return zip(groups, labels).map { group, label in
          precondition(
            label < group.count, "segmentedCrossEntropy: label \(label) of \(group.count) rows")
          return SoftmaxSlice(
            first: group.lowerBound * logits.columns + column, stride: logits.columns,
            count: group.count, label: Int(label),
            factor: 1 / (Double(labelled) * Double(logits.columns)))
        }
      }
      return softmaxLoss(logits, slices, options: options)
    }
  }

  /// Σ over slices of factor · loss of their softmax.
  func softmaxLoss(
    _ logits: Tensor, _ slices: [SoftmaxSlice], options: CrossEntropyOptions
  ) -> Tensor {
    let total = Kernels.softmaxLoss(logits, slices, options: options)
    return record(Tensor([Float(total)], rows: 1, columns: 1), from: [logits]) { dLoss in
      let dLogits = Tensor(rows: logits.rows, columns: logits.columns)
      Kernels.softmaxLossBackward(
        logits, slices, options: options, scale: dLoss.values[0], into: dLogits)
      logits.accumulateGradient(dLogits)
    }
  }
}
