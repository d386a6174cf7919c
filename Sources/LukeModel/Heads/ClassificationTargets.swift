public import LukeAutodiff

/// What the rows of a classifier should be, which decides the loss.
public enum ClassificationTargets: Hashable, Sendable {
  /// The class of each row, negative for none: softmax cross-entropy.
  case classes([Int32])
  /// For each row and class 1 or 0 (or what lies between), row-major, not a number for none: binary
  /// cross-entropy.
  case indicators([Float])
  /// A number for each row and column, row-major, not a number for none: squared error.
  case numbers([Float])

  /// What the sum of the losses is divided by for their mean, as PyTorch has it; that of several batches
  /// is the sum of theirs.
  public func normalizer(_ options: CrossEntropyOptions = .plain) -> Float {
    switch self {
    case .classes(let labels): options.normalizer(of: labels)
    case .indicators(let values), .numbers(let values): Float(values.count { !$0.isNaN })
    }
  }
}

/// A head whose rows may be classified in several ways.
public protocol ClassifyingHead: FineTunedHead where Targets == ClassificationTargets {}

extension ClassifyingHead {
  /// Counts classes, indicators or numbers.
  public func count(_ targets: ClassificationTargets, in prior: inout ClassPrior) {
    prior.add(targets)
  }

  /// The loss that belongs to the kind of targets; a squared error has no options.
  public func loss(
    _ outputs: Tensor, _ targets: ClassificationTargets, normalizer: Float,
    options: CrossEntropyOptions, on tape: Tape
  ) -> Tensor {
    tape.loss(outputs, targets, normalizer: normalizer, options: options)
  }
}

extension Tape {
  /// The loss that belongs to the kind of targets; the mean where `normalizer` is nil.
  func loss(
    _ outputs: Tensor, _ targets: ClassificationTargets, normalizer: Float? = nil,
    options: CrossEntropyOptions = .plain
  ) -> Tensor {
    switch targets {
    case .classes(let labels):
      return crossEntropy(outputs, labels: labels, normalizer: normalizer, options: options)
    case .indicators(let values):
      return binaryCrossEntropy(
        outputs, targets: values, normalizer: normalizer, options: options)
    case .numbers(let values):
      precondition(options.isPlain, "a squared error has no classes to weigh or smooth")
      return squaredError(outputs, targets: values, normalizer: normalizer)
    }
  }
}
