import Foundation
internal import LukeKernels

/// The loops of a vocabulary head over slices of its classes.
///
/// Workers take groups of slices, which are cut from the shape alone.
struct VocabularySlices {
  private let x, weight, bias: Tensor
  private let labels: [Int32]
  private let precision: Precision
  private let rowCount, width, classCount: Int

  init(_ input: VocabularyInput) {
    (x, weight, bias) = (input.x, input.weight, input.bias)
    (labels, precision) = (input.labels, input.precision)
    (rowCount, width, classCount) = (x.rows, x.columns, weight.rows)
  }

  /// Classes of a slice at the most: its logits and weights stay in a core's cache.
  private static let sliceLength = 1024
  /// The most groups, each of which has a partial sum of dX.
  private static let mostGroups = 16

  private var groupLength: Int {
    let slices = (classCount + Self.sliceLength - 1) / Self.sliceLength
    let groups = min(Self.mostGroups, max(1, slices))
    return MatrixProduct.roundedUp(classCount, by: groups)
  }

  private var groupCount: Int { (classCount + groupLength - 1) / groupLength }

  /// The slices of a group, of about the same length.
  private static func slices(_ group: Range<Int>) -> [Range<Int>] {
    let count = (group.count + sliceLength - 1) / sliceLength
    let length = MatrixProduct.roundedUp(group.count, by: count)
    return stride(from: group.lowerBound, to: group.upperBound, by: length).map {
      $0..<min(group.upperBound, $0 + length)
    }
  }

  /// What the workers take along.
  private struct Arrays: Sendable {
    let x: MatrixProduct.Factor
    let weight, bias: FloatPointer
    let rowCount, width: Int
    let precision: Precision

    func weight(of slice: Range<Int>) -> ProductFactor {
      ProductFactor(
        rowsAt: FloatPointer(weight + slice.lowerBound * width), rows: slice.count, columns: width,
        precision)
    }

    /// x · Wᵀ + b of a slice of the classes.
    func logits(_ slice: Range<Int>, _ weight: ProductFactor, into logits: Tensor) {
      MatrixProduct.single(
        x, weight.plain.transposed, into: logits.pointer, leading: slice.count, m: rowCount,
        n: slice.count, k: width, adding: false)
      luke_add_bias(logits.pointer, bias + slice.lowerBound, rowCount, slice.count)
    }
  }

  private func withArrays(_ body: (Arrays) -> Void) {
    let factor = ProductFactor(x, precision)
    body(
      Arrays(
        x: factor.plain, weight: weight.shared, bias: bias.shared, rowCount: rowCount,
        width: width, precision: precision))
    extendLifetime((factor, weight, bias))
  }

  /// The loss and the log-sum of each row.
  func forward() -> (losses: [Double], logSumExp: [Float]) {
    guard rowCount > 0 else { return ([], []) }
    MatrixProduct.count(flop: 2 * rowCount * width * classCount)
    // For each group and row the log-sum of its classes.
    let partial = UnsafeMutablePointer<Double>.allocate(capacity: groupCount * rowCount)
    let labelled = UnsafeMutablePointer<Float>.allocate(capacity: rowCount)
    defer { partial.deallocate() }
    defer { labelled.deallocate() }
    let (sums, values) = (SharedPointer(partial), SharedPointer(labelled))
    withArrays { arrays in
      let (rowCount, labels) = (rowCount, labels)
      WorkerPool.shared.run(over: classCount, chunk: groupLength) { group, classes in
        var running = [LogSum](repeating: LogSum(), count: rowCount)
        for slice in Self.slices(classes) {
          let logits = Tensor(rows: rowCount, columns: slice.count)
          arrays.logits(slice, arrays.weight(of: slice), into: logits)
          for row in 0..<rowCount {
            let start = logits.pointer + row * slice.count
            running[row].add(luke_log_sum_exp(start, slice.count))
            let label = Int(labels[row])
            if slice.contains(label) { values[row] = start[label - slice.lowerBound] }
          }
          extendLifetime(logits)
        }
        for row in 0..<rowCount { sums[group * rowCount + row] = running[row].value }
      }
    }
    let logSums = (0..<rowCount).map { row in
      var whole = LogSum()
      for group in 0..<groupCount { whole.add(partial[group * rowCount + row]) }
      return whole.value
    }
    return (zip(logSums, 0..<rowCount).map { $0 - Double(labelled[$1]) }, logSums.map(Float.init))
  }

  /// The place of each row's label among all classes by falling logit, from 1; of equal ones the
  /// first class comes first.
  func ranks() -> [Int] {
    guard rowCount > 0 else { return [] }
    let ranks = UnsafeMutablePointer<Int>.allocate(capacity: groupCount * rowCount)
    defer { ranks.deallocate() }
    ranks.initialize(repeating: 0, count: groupCount * rowCount)
    let counts = SharedPointer(ranks)
    let labelled = labelLogits()
    withArrays { arrays in
      let (rowCount, labels) = (rowCount, labels)
      WorkerPool.shared.run(over: classCount, chunk: groupLength) { group, classes in
        for slice in Self.slices(classes) {
          let logits = Tensor(rows: rowCount, columns: slice.count)
          arrays.logits(slice, arrays.weight(of: slice), into: logits)
          for row in 0..<rowCount {
            let before = min(max(0, Int(labels[row]) - slice.lowerBound), slice.count)
            counts[group * rowCount + row] += countBetter(
              logits.pointer + row * slice.count, before: before, of: slice.count,
              than: labelled[row])
          }
          extendLifetime(logits)
        }
      }
    }
    return (0..<rowCount).map { row in
      1 + (0..<groupCount).reduce(0) { $0 + ranks[$1 * rowCount + row] }
    }
  }

  /// The logit of each row's label, to the bit what its slice gives.
  private func labelLogits() -> [Float] {
    let values = UnsafeMutablePointer<Float>.allocate(capacity: rowCount)
    defer { values.deallocate() }
    let target = SharedPointer(values)
    withArrays { arrays in
      let (rowCount, labels) = (rowCount, labels)
      WorkerPool.shared.run(over: classCount, chunk: groupLength) { _, classes in
        for slice in Self.slices(classes) {
          let rows = (0..<rowCount).filter { slice.contains(Int(labels[$0])) }
          if rows.isEmpty { continue }
          let logits = Tensor(rows: rowCount, columns: slice.count)
          arrays.logits(slice, arrays.weight(of: slice), into: logits)
          for row in rows {
            target[row] =
              logits.pointer[
                row * slice.count + Int(labels[row]) - slice.lowerBound]
          }
          extendLifetime(logits)
        }
      }
    }
    return Array(UnsafeBufferPointer(start: values, count: rowCount))
  }

  /// Adds dW and db where they are wanted; gives dX, where it is, in parts of x's shape that are to be
  /// added in their order, whoever was done first.
  func backward(
    _ logSumExp: [Float], factor: Float, wantsX: Bool, dWeight: (memory: Tensor, isEmpty: Bool)?,
    dBias: Tensor?
  ) -> [Tensor] {
    guard rowCount > 0 else { return [] }
    let wanted = (wantsX ? 1 : 0) + (dWeight == nil ? 0 : 1)
    MatrixProduct.count(flop: 2 * wanted * rowCount * width * classCount)
    let parts = wantsX ? Tensor(rows: groupCount * rowCount, columns: width) : nil
    withArrays { arrays in
      let gradients = SliceGradients(
        arrays: arrays, parts: parts?.shared, weight: dWeight?.memory.shared,
        weightIsEmpty: dWeight?.isEmpty ?? false, bias: dBias?.shared)
      let labels = labels
      WorkerPool.shared.run(over: classCount, chunk: groupLength) { group, classes in
        for slice in Self.slices(classes) {
          let weight = arrays.weight(of: slice)
          let p = Tensor(rows: arrays.rowCount, columns: slice.count)
          arrays.logits(slice, weight, into: p)
          luke_cross_entropy_backward(
            p.pointer, p.pointer, logSumExp, labels, Int32(slice.lowerBound), arrays.rowCount,
            slice.count, factor)
          gradients.add(
            p, slice, weight, group: group, isFirst: slice.lowerBound == classes.lowerBound)
        }
      }
    }
    guard let parts else { return [] }
    return (0..<groupCount).map { parts.rows($0 * rowCount..<($0 + 1) * rowCount) }
  }

  /// Where the workers add what a slice gives.
  private struct SliceGradients: Sendable {
    let arrays: Arrays
    /// One matrix like x for each group.
    let parts: FloatPointer?
    let weight: FloatPointer?
    let weightIsEmpty: Bool
    let bias: FloatPointer?

    func add(
      _ p: Tensor, _ slice: Range<Int>, _ weightFactor: ProductFactor, group: Int, isFirst: Bool
    ) {
      let (rowCount, width, first) = (arrays.rowCount, arrays.width, slice.lowerBound)
      if let bias { luke_add_column_sums(bias + first, p.pointer, rowCount, slice.count) }
      let factor = ProductFactor(
        rowsAt: p.shared, rows: rowCount, columns: slice.count, arrays.precision)
      if let parts {
        MatrixProduct.single(
          factor.plain, weightFactor.plain, into: parts + group * rowCount * width,
          leading: width, m: rowCount, n: width, k: slice.count, adding: !isFirst)
      }
      if let weight {
        MatrixProduct.single(
          factor.plain.transposed, arrays.x, into: weight + first * width, leading: width,
          m: slice.count, n: width, k: rowCount, adding: !weightIsEmpty)
      }
      extendLifetime((p, factor, weightFactor))
    }
  }
}

/// log Σ exp of numbers that come one after the other.
private struct LogSum {
  private(set) var value = -Double.infinity

  mutating func add(_ next: Double) {
    // Comparisons would lose it.
    guard !next.isNaN, !value.isNaN else { return value = .nan }
    let (larger, smaller) = (max(value, next), min(value, next))
    value = smaller == -.infinity ? larger : larger + log1p(exp(smaller - larger))
  }
}

/// How many of `count` logits are above `value`, or equal to it and among the first `before`.
private func countBetter(
  _ logits: UnsafePointer<Float>, before: Int, of count: Int, than value: Float
) -> Int {
  var result = 0
  for index in 0..<before where logits[index] >= value { result &+= 1 }
  for index in before..<count where logits[index] > value { result &+= 1 }
  return result
}
