import Foundation
import LukeAutodiff
import LukeTestSupport
import Testing

/// The kernels, each with a check against its definition in double precision.
///
/// Shapes are larger than what one worker takes at a time where that is cut.
enum CheckedKernel: String, CaseIterable {
  case spanScores, addSpanScores
  case fill, copy, zeroRows, gatherRows, addRows, gatherElements, addElements, sumLookups, addLookup
  case accumulate, addColumnSums, sumOfSquares, tanh, tanhBackward, gelu, geluBackward, dropout
  case multiply, linear, linearGELU, linearLayerNorm
  case layerNorm, layerNormBackward, crossEntropy, crossEntropyBackward
  case softmaxLoss, softmaxLossBackward, binaryCrossEntropy, binaryCrossEntropyBackward
  case squaredErrors, squaredErrorsBackward
  case attention, attentionBackward
  case vocabularyLogSums, vocabularyRanks, vocabularyBackward
  case adamW, adamWIdle

  func check() {
    switch self {
    case .spanScores, .addSpanScores: spans()
    case .fill, .copy, .zeroRows, .gatherRows, .addRows, .gatherElements, .addElements: memory()
    case .sumLookups, .addLookup: lookups()
    case .accumulate, .addColumnSums, .sumOfSquares: sums()
    case .tanh, .tanhBackward, .gelu, .geluBackward, .dropout: elementwise()
    case .multiply, .linear, .linearGELU, .linearLayerNorm: products()
    case .layerNorm, .layerNormBackward: norms()
    case .crossEntropy, .crossEntropyBackward: losses()
    case .softmaxLoss, .softmaxLossBackward: softmaxes()
    case .binaryCrossEntropy, .binaryCrossEntropyBackward, .squaredErrors, .squaredErrorsBackward:
      elementwiseLosses()
    case .attention, .attentionBackward: attentions()
    case .vocabularyLogSums, .vocabularyRanks, .vocabularyBackward: vocabularies()
    case .adamW, .adamWIdle: optimizers()
    }
  }
}

extension CheckedKernel {
  private var large: Matrix { .random(41, 1000, seed: 1) }

  private func expect(_ found: Tensor, _ expected: Matrix) {
    expectClose(found.values, expected.floats, relativeToLargest: 1e-5, rawValue)
  }

  /// A matrix of one shape with another, element by element.
  private func map(_ x: Matrix, _ y: Matrix? = nil, _ body: (Double, Double) -> Double) -> Matrix {
    Matrix(rows: x.rows, columns: x.columns) { body(x[$0, $1], y?[$0, $1] ?? 0) }
  }

  // MARK: Spans

  /// Of two labels: the whole of four words, and the third word alone.
  private func spans() {
    let (x, y) = (Matrix.random(4, 6, seed: 1), Matrix.random(2, 2, seed: 2))
    if self == .spanScores {
      let target = y.tensor()
      Kernels.spanScores(of: x.tensor(), starts: [0, 2], ends: [3, 2], into: target)
      expect(
        target,
        Matrix(rows: 2, columns: 2) { row, label in
          row == 1
            ? x[2, label] + x[2, label + 2] + x[2, label + 4]
            : x[0, label] + x[3, label + 2] + (0..<4).reduce(0) { $0 + x[$1, label + 4] } / 4
        })
    } else {
      let target = x.tensor()
      Kernels.addSpanScores(of: y.tensor(), to: target, starts: [0, 2], ends: [3, 2])
      expect(
        target,
        Matrix(rows: 4, columns: 6) { word, column in
          let (part, label) = (column / 2, column % 2)
          let whole = part == 2 ? y[0, label] / 4 : word == [0, 3][part] ? y[0, label] : 0
          return x[word, column] + whole + (word == 2 ? y[1, label] : 0)
        })
    }
  }

  // MARK: Memory

  private func memory() {
    let (x, indices) = (Matrix.random(5, 3, seed: 1), [4, 0, 4] as [Int32])
    let y = Matrix.random(3, 7, seed: 2)
    let (source, target) = (x.tensor(), y.tensor())
    switch self {
    case .fill:
      let target = large.tensor()
      Kernels.fill(target, with: 2.5)
      #expect(target.values == [Float](repeating: 2.5, count: 41_000))
    case .copy:
      let target = Tensor(rows: 41, columns: 1000)
      Kernels.copy(large.tensor(), to: target)
      #expect(target.values == large.floats)
    case .zeroRows:
      Kernels.zeroRows([3, 0], of: source)
      expect(source, Matrix(rows: 5, columns: 3) { $0 == 3 || $0 == 0 ? 0 : x[$0, $1] })
    case .gatherRows:
      Kernels.gatherRows(indices, of: source, into: target, column: 2)
      expect(
        target,
        Matrix(rows: 3, columns: 7) {
          (2..<5).contains($1) ? x[Int(indices[$0]), $1 - 2] : y[$0, $1]
        })
    case .addRows:
      Kernels.addRows(of: target, column: 2, to: source, at: indices)
      expect(
        source,
        Matrix(rows: 5, columns: 3) { row, column in
          x[row, column]
            + (0..<3).filter { indices[$0] == row }.reduce(0) { $0 + y[$1, column + 2] }
        })
    case .gatherElements:
      let (vector, result) = (Matrix.random(1, 5, seed: 3), Tensor(rows: 1, columns: 3))
      Kernels.gatherElements(
        indices, of: vector.tensor(), offsets: [0.5, -1, 2], into: result)
      expect(
        result,
        Matrix(rows: 1, columns: 3) { vector[0, Int(indices[$1])] + [0.5, -1, 2][$1] })
    default:
      let (vector, addend) = (Matrix.random(1, 5, seed: 3), Matrix.random(1, 3, seed: 4))
      let target = vector.tensor()
      Kernels.addElements(of: addend.tensor(), to: target, at: indices)
      expect(
        target,
        Matrix(rows: 1, columns: 5) { _, column in
          vector[0, column]
            + (0..<3).filter { indices[$0] == column }.reduce(0) { $0 + addend[0, $1] }
        })
    }
  }

  private func lookups() {
    let (table, other) = (Matrix.random(6, 4, seed: 1), Matrix.random(3, 4, seed: 2))
    let (base, dY) = (Matrix.random(3, 4, seed: 3), Matrix.random(3, 4, seed: 4))
    let single = EmbeddingLookup(table.tensor(), [5, 1, 5], paddingIndex: 1)
    let means = EmbeddingLookup(meansOf: other.tensor(), [[0, 2], [], [2, 2, 1]])
    let lists = [[0, 2], [], [2, 2, 1]]
    if self == .sumLookups {
      let expected = Matrix(rows: 3, columns: 4) { row, column in
        let list = lists[row]
        let mean = list.reduce(0) { $0 + other[$1, column] } / Double(max(1, list.count))
        return base[row, column] + table[[5, 1, 5][row], column] + mean
      }
      let y = Tensor(rows: 3, columns: 4)
      Kernels.sumLookups([single, means], base: base.tensor(), into: y)
      expect(y, expected)
      Kernels.sumLookups([single, means], base: nil, into: y)
      expect(y, expected.moved(along: base, by: -1))
    } else {
      let (target, meanTarget) = (table.tensor(), other.tensor())
      Kernels.addLookup(dY.tensor(), of: single, to: target)
      expect(
        target,
        Matrix(rows: 6, columns: 4) {
          table[$0, $1] + ($0 == 5 ? dY[0, $1] + dY[2, $1] : 0)
        })
      Kernels.addLookup(dY.tensor(), of: means, to: meanTarget)
      expect(
        meanTarget,
        Matrix(rows: 3, columns: 4) { row, column in
          (0..<3).reduce(other[row, column]) { sum, index in
            let list = lists[index]
            return sum
              + dY[index, column] * Double(list.count { $0 == row }) / Double(max(1, list.count))
          }
        })
    }
  }

  // MARK: Sums and elements

  private func sums() {
    let y = Matrix.random(41, 1000, seed: 2)
    let target = y.tensor()
    switch self {
    case .accumulate:
      Kernels.accumulate(large.tensor(), into: target, factor: -0.5)
      expect(target, y.moved(along: large, by: -0.5))
    case .addColumnSums:
      let sums = Matrix.random(1, 1000, seed: 3)
      let target = sums.tensor()
      Kernels.addColumnSums(of: large.tensor(), to: target)
      expect(
        target,
        Matrix(rows: 1, columns: 1000) { _, column in
          (0..<41).reduce(sums[0, column]) { $0 + large[$1, column] }
        })
    default:
      let sum = large.dot(large)
      #expect(abs(Kernels.sumOfSquares(of: large.tensor()) - sum) < sum * 1e-12)
      let parts = [(large.tensor(), [0..<7, 9..<10]), (target, [3..<4])]
      let expected =
        [0, 1, 2, 3, 4, 5, 6, 9].reduce(y.values[3] * y.values[3]) {
          $0 + large.values[$1] * large.values[$1]
        }
      #expect(abs(Kernels.sumOfSquares(of: parts) - expected) < 1e-12)
    }
  }

  private static func normal(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }
  private static func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * .pi).squareRoot() }

  private func elementwise() {
    let d = Matrix.random(41, 1000, seed: 2)
    let (y, dY) = (Tensor(rows: 41, columns: 1000), d.tensor())
    switch self {
    case .tanh:
      Kernels.tanh(large.tensor(), into: y)
      expect(y, map(large) { x, _ in Foundation.tanh(x) })
    case .tanhBackward:
      Kernels.tanhBackward(dY, y: large.tensor())
      expect(dY, map(d, large) { $0 * (1 - $1 * $1) })
    case .gelu:
      Kernels.gelu(large.tensor(), into: y)
      expect(y, map(large) { z, _ in z * Self.normal(z) })
    case .geluBackward:
      Kernels.geluBackward(dY, z: large.tensor())
      expect(dY, map(d, large) { $0 * (Self.normal($1) + $1 * Self.density($1)) })
    default:
      Kernels.dropout(large.tensor(), into: y, key: 7, probability: 0.25)
      let (values, again) = (y.values, large.tensor())
      #expect(zip(values, large.floats).allSatisfy { $0 == 0 || abs($0 - $1 / 0.75) < 1e-6 })
      #expect(abs(Double(values.count { $0 == 0 }) / 41_000 - 0.25) < 0.01)
      Kernels.dropout(again, into: again, key: 7, probability: 0.25)
      #expect(again.values == values)
    }
  }

  // MARK: Products and norms

  private func product(_ x: Matrix, _ weight: Matrix, _ bias: Matrix) -> Matrix {
    Matrix(rows: x.rows, columns: weight.rows) { row, column in
      (0..<x.columns).reduce(bias[0, column]) { $0 + x[row, $1] * weight[column, $1] }
    }
  }

  private func normalized(_ x: Matrix, _ gamma: Matrix, _ beta: Matrix) -> Matrix {
    let count = Double(x.columns)
    let moments = (0..<x.rows).map { row -> (mean: Double, deviation: Double) in
      let mean = x.row(row).reduce(0, +) / count
      let variance = x.row(row).reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
      return (mean, (variance + 1e-5).squareRoot())
    }
    return Matrix(rows: x.rows, columns: x.columns) {
      (x[$0, $1] - moments[$0].mean) / moments[$0].deviation * gamma[0, $1] + beta[0, $1]
    }
  }

  private func norm(_ gamma: Matrix, _ beta: Matrix, rows: Int) -> LayerNormRows {
    LayerNormRows(
      rows: rows, columns: gamma.columns, gamma: gamma.tensor(), beta: beta.tensor(),
      epsilon: 1e-5, dropoutKey: nil, probability: 0)
  }

  private func products() {
    let (x, weight) = (Matrix.random(211, 7, seed: 1), Matrix.random(390, 7, seed: 2))
    let (bias, residual) = (Matrix.random(1, 390, seed: 3), Matrix.random(211, 390, seed: 4))
    let (gamma, beta) = (Matrix.random(1, 390, seed: 5), Matrix.random(1, 390, seed: 6))
    let factors = [x, weight].map { ProductFactor($0.tensor(), .float32) }
    let y = Tensor(rows: 211, columns: 390)
    let expected = product(x, weight, bias)
    switch self {
    case .multiply:
      let dX = Matrix.random(211, 7, seed: 7)
      let target = dX.tensor()
      let d = ProductFactor(residual.tensor(), .float32)
      Kernels.multiply(d, factors[1], into: target, k: 390, adding: true)
      expect(
        target,
        Matrix(rows: 211, columns: 7) { row, column in
          (0..<390).reduce(dX[row, column]) { $0 + residual[row, $1] * weight[$1, column] }
        })
    case .linear:
      Kernels.linear(factors[0], weight: factors[1], bias: bias.tensor(), into: y, k: 7)
      expect(y, expected)
      Kernels.linear(factors[0], weight: factors[1], bias: nil, into: y, k: 7)
      expect(y, product(x, weight, Matrix(rows: 1, columns: 390)))
    case .linearGELU:
      let z = Tensor(rows: 211, columns: 390)
      Kernels.linearGELU(
        factors[0], weight: factors[1], bias: bias.tensor(), z: z, into: y, k: 7)
      expect(z, expected)
      expect(y, map(expected) { z, _ in z * Self.normal(z) })
    default:
      Kernels.linearLayerNorm(
        factors[0], weight: factors[1], bias: bias.tensor(), residual: residual.tensor(),
        norm: norm(gamma, beta, rows: 211), into: y, k: 7)
      expect(y, normalized(expected.moved(along: residual, by: 1), gamma, beta))
    }
  }

  private func norms() {
    let (x, d) = (Matrix.random(53, 900, seed: 1), Matrix.random(53, 900, seed: 2))
    let (gamma, beta) = (Matrix.random(1, 900, seed: 3), Matrix.random(1, 900, seed: 4))
    let (rows, y) = (norm(gamma, beta, rows: 53), Tensor(rows: 53, columns: 900))
    Kernels.layerNorm(x.tensor(), rows, into: y)
    if self == .layerNorm { return expect(y, normalized(x, gamma, beta)) }
    let plain = normalized(x, map(gamma) { _, _ in 1 }, map(beta) { _, _ in 0 })
    let old = Matrix.random(1, 900, seed: 5)
    for wantsSums in [true, false] {
      let (dY, dGamma, dBeta) = (d.tensor(), old.tensor(), old.tensor())
      Kernels.layerNormBackward(
        dY, rows, dGamma: wantsSums ? dGamma : nil, dBeta: wantsSums ? dBeta : nil)
      let g = Matrix(rows: 53, columns: 900) { d[$0, $1] * gamma[0, $1] }
      let expected = (0..<53).flatMap { row -> [Double] in
        let mean = x.row(row).reduce(0, +) / 900
        let variance = x.row(row).reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 900
        let first = g.row(row).reduce(0, +) / 900
        let second = zip(g.row(row), plain.row(row)).reduce(0) { $0 + $1.0 * $1.1 } / 900
        return (0..<900).map {
          (g[row, $0] - first - plain[row, $0] * second) / (variance + 1e-5).squareRoot()
        }
      }
      expect(dY, Matrix(expected, rows: 53, columns: 900))
      func sums(_ factor: (Int, Int) -> Double) -> Matrix {
        Matrix(rows: 1, columns: 900) { _, column in
          (0..<53).reduce(old[0, column]) { $0 + d[$1, column] * factor($1, column) }
        }
      }
      expect(dGamma, wantsSums ? sums { plain[$0, $1] } : old)
      expect(dBeta, wantsSums ? sums { _, _ in 1 } : old)
    }
  }

  // MARK: Losses

  /// log Σ exp of a row.
  private func logSum(_ row: [Double]) -> Double { log(row.reduce(0) { $0 + exp($1) }) }

  private func losses() {
    let logits = Matrix.random(70, 600, in: -5...5, seed: 1)
    let labels = (0..<70).map { $0 % 3 == 1 ? -100 : Int32($0) }
    let (losses, sums) = (Tensor(rows: 1, columns: 70), Tensor(rows: 1, columns: 70))
    Kernels.crossEntropy(logits.tensor(), labels: labels, losses: losses, logSumExp: sums)
    let expected = Matrix(rows: 1, columns: 70) {
      labels[$1] < 0 ? 0 : logSum(logits.row($1))
    }
    if self == .crossEntropy {
      expect(sums, expected)
      return expect(
        losses,
        Matrix(rows: 1, columns: 70) {
          labels[$1] < 0 ? 0 : expected[0, $1] - logits[$1, Int(labels[$1])]
        })
    }
    let d = Tensor(rows: 70, columns: 600)
    Kernels.crossEntropyBackward(
      logits.tensor(), labels: labels, logSumExp: sums, factor: 0.5, into: d)
    expect(
      d,
      Matrix(rows: 70, columns: 600) {
        guard labels[$0] >= 0 else { return 0 }
        return 0.5 * (exp(logits[$0, $1] - expected[0, $0]) - (labels[$0] == $1 ? 1 : 0))
      })
  }

  /// A row, a piece of a column, and a piece without a label.
  private func softmaxes() {
    let logits = Matrix.random(300, 4, in: -5...5, seed: 1)
    let options = CrossEntropyOptions(labelSmoothing: 0.1, focalGamma: 2)
    let slices = [
      SoftmaxSlice(first: 0, stride: 1, count: 4, label: 2, factor: 0.5),
      SoftmaxSlice(first: 4 * 10 + 3, stride: 4, count: 200, label: 150, factor: 2),
      SoftmaxSlice(first: 4 * 250, stride: 1, count: 4, label: -1, factor: 1),
    ]
    func value(_ x: Matrix) -> Double {
      0.5 * referenceSoftmaxLoss(x.row(0), 2, options)
        + 2 * referenceSoftmaxLoss((10..<210).map { x[$0, 3] }, 150, options)
    }
    if self == .softmaxLoss {
      let found = Kernels.softmaxLoss(logits.tensor(), slices, options: options)
      #expect(abs(found - value(logits)) < 1e-9)
      return
    }
    let d = logits.tensor()
    Kernels.softmaxLossBackward(logits.tensor(), slices, options: options, scale: 0.5, into: d)
    let gradient = logits.values.indices.map { place -> Double in
      let sides = [1e-5, -1e-5].map { value(logits.moved(place, by: $0)) }
      return 0.5 * (sides[0] - sides[1]) / 2e-5
    }
    expect(d, Matrix(gradient, rows: 300, columns: 4))
  }

  private func elementwiseLosses() {
    let (z, targets) = (large, BinaryCrossEntropyCases.targets(41_000))
    let options = CrossEntropyOptions(
      classWeights: (0..<1000).map { Float($0 % 5) }, labelSmoothing: 0.1, focalGamma: 2)
    let y = Matrix(targets.map(Double.init), rows: 41, columns: 1000)
    func binary(_ row: Int, _ column: Int, _ step: Double) -> Double {
      y[row, column].isNaN
        ? 0
        : Double(column % 5)
          * referenceBinaryLoss(z[row, column] + step, y[row, column], options)
    }
    let error = map(z, y) { $1.isNaN ? 0 : $0 - $1 }
    let d = Tensor(rows: 41, columns: 1000)
    switch self {
    case .binaryCrossEntropy:
      let found = Kernels.binaryCrossEntropy(z.tensor(), targets: targets, options: options)
      let expected = Matrix(rows: 41, columns: 1000) { binary($0, $1, 0) }.values.reduce(0, +)
      #expect(abs(found - expected) < 1e-9 * expected)
    case .binaryCrossEntropyBackward:
      Kernels.binaryCrossEntropyBackward(
        z.tensor(), targets: targets, options: options, factor: 0.5, into: d)
      expect(
        d,
        Matrix(rows: 41, columns: 1000) {
          0.5 * (binary($0, $1, 1e-5) - binary($0, $1, -1e-5)) / 2e-5
        })
    case .squaredErrors:
      let found = Kernels.squaredErrors(z.tensor(), targets: targets)
      #expect(abs(found - error.dot(error)) < 1e-9 * found)
    default:
      Kernels.squaredErrorsBackward(z.tensor(), targets: targets, factor: 0.5, into: d)
      expect(d, error)
    }
  }

  private func vocabularies() {
    let (x, weight) = (Matrix.random(3, 4, seed: 1), Matrix.random(2500, 4, seed: 2))
    let bias = Matrix.random(1, 2500, seed: 3)
    let labels: [Int32] = [0, 2499, 1300]
    let input = VocabularyInput(
      x.tensor(), weight: weight.tensor(), bias: bias.tensor(), labels: labels)
    let logits = product(x, weight, bias)
    let sums = (0..<3).map { logSum(logits.row($0)) }
    let (losses, logSumExp) = Kernels.vocabularyLogSums(input)
    switch self {
    case .vocabularyLogSums:
      expectClose(logSumExp, sums.map(Float.init), relativeToLargest: 1e-6)
      for row in 0..<3 {
        #expect(abs(losses[row] - (sums[row] - logits[row, Int(labels[row])])) < 1e-5)
      }
    case .vocabularyRanks:
      #expect(
        Kernels.vocabularyRanks(input)
          == (0..<3).map { row in
            1 + logits.row(row).count { $0 > logits[row, Int(labels[row])] }
          })
    default:
      let p = Matrix(rows: 3, columns: 2500) {
        0.5 * (exp(logits[$0, $1] - sums[$0]) - (labels[$0] == $1 ? 1 : 0))
      }
      let (dWeight, dBias) = (weight.tensor(), bias.tensor())
      let parts = Kernels.vocabularyBackward(
        input, logSumExp: logSumExp, factor: 0.5, wantsX: true, dWeight: (dWeight, false),
        dBias: dBias)
      expect(
        dWeight,
        Matrix(rows: 2500, columns: 4) { row, column in
          (0..<3).reduce(weight[row, column]) { $0 + p[$1, row] * x[$1, column] }
        })
      expect(
        dBias,
        Matrix(rows: 1, columns: 2500) { _, column in
          (0..<3).reduce(bias[0, column]) { $0 + p[$1, column] }
        })
      let dX = parts.dropFirst().reduce(parts[0].values) { zip($0, $1.values).map(+) }
      let expected = Matrix(rows: 3, columns: 4) { row, column in
        (0..<2500).reduce(0) { $0 + p[row, $1] * weight[$1, column] }
      }
      expectClose(dX, expected.floats, relativeToLargest: 1e-5)
      #expect(
        Kernels.vocabularyBackward(
          input, logSumExp: logSumExp, factor: 0.5, wantsX: false, dWeight: nil, dBias: dBias
        ).isEmpty)
    }
  }

  // MARK: Attention

  /// One example of three words and two entities with one head, whose queries meet both kinds alike.
  private func attentions() {
    let (words, entities) = (Matrix.random(3, 6, seed: 1), Matrix.random(2, 6, seed: 2))
    let columns = AttentionColumns(queryToWords: 0, queryToEntities: 0, key: 2, value: 4)
    let input = AttentionInput(
      words: words.tensor(), wordColumns: columns, entities: entities.tensor(),
      entityColumns: columns, segments: [.init(words: 0..<3, entities: 0..<2)], headCount: 1,
      headSize: 2)
    let (output, sums) = (Tensor(rows: 5, columns: 2), Tensor(rows: 1, columns: 5))
    Kernels.attention(input, into: output, logSums: sums)
    let all = Matrix(words.values + entities.values, rows: 5, columns: 6)
    func context(_ x: Matrix) -> (p: Matrix, output: Matrix, sums: [Double]) {
      let scores = Matrix(rows: 5, columns: 5) { row, column in
        (x[row, 0] * x[column, 2] + x[row, 1] * x[column, 3]) / 2.0.squareRoot()
      }
      let sums = (0..<5).map { logSum(scores.row($0)) }
      let p = Matrix(rows: 5, columns: 5) { exp(scores[$0, $1] - sums[$0]) }
      let output = Matrix(rows: 5, columns: 2) { row, column in
        (0..<5).reduce(0) { $0 + p[row, $1] * x[$1, 4 + column] }
      }
      return (p, output, sums)
    }
    if self == .attention {
      expect(output, context(all).output)
      expectClose(sums.values, context(all).sums.map(Float.init), tolerance: 1e-5)
      return
    }
    let dO = Matrix.random(5, 2, seed: 3)
    let (dWords, dEntities) = (Tensor(rows: 3, columns: 6), Tensor(rows: 2, columns: 6))
    Kernels.attentionBackward(
      dO.tensor(), input, output: output, logSums: sums, dWords: dWords, dEntities: dEntities)
    // Differences of the reference in double precision.
    let gradient = all.values.indices.map { place -> Double in
      let step = 1e-5
      let sides = [step, -step].map { context(all.moved(place, by: $0)).output.dot(dO) }
      return (sides[0] - sides[1]) / (2 * step)
    }
    expect(dWords, Matrix(Array(gradient[..<18]), rows: 3, columns: 6))
    expect(dEntities, Matrix(Array(gradient[18...]), rows: 2, columns: 6))
  }

  // MARK: Optimizers

  private func optimizers() {
    let (value, gradient) = (Matrix.random(4, 3, seed: 1), Matrix.random(4, 3, seed: 2))
    let first = Matrix.random(4, 3, seed: 3)
    let second = map(Matrix.random(4, 3, seed: 4)) { x, _ in abs(x) }
    let tensors = AdamWTensors(
      value: value.tensor(), firstMoment: first.tensor(), secondMoment: second.tensor())
    let still = AdamWTensors(
      value: value.tensor(), firstMoment: first.tensor(), secondMoment: second.tensor())
    let rates = AdamWRates(beta1: 0.9, beta2: 0.99, epsilon: 1e-6)
    let step = AdamWStep(rate: 0.1, decay: 0.01, correction1: 0.5, correction2: 0.25)
    if self == .adamW {
      Kernels.adamW(
        [.init(tensors, gradient: gradient.tensor(), ranges: [0..<3, 6..<9], step: step)],
        rates: rates, gradientScale: 0.5)
      func isUpdated(_ row: Int) -> Bool { row == 0 || row == 2 }
      let m = map(first, gradient) { 0.9 * $0 + 0.1 * 0.5 * $1 }
      let v = map(second, gradient) { 0.99 * $0 + 0.01 * 0.25 * $1 * $1 }
      func updated(_ new: Matrix, _ old: Matrix) -> Matrix {
        Matrix(rows: 4, columns: 3) { isUpdated($0) ? new[$0, $1] : old[$0, $1] }
      }
      let moved = Matrix(rows: 4, columns: 3) {
        value[$0, $1] * (1 - 0.1 * 0.01) - 0.1 / 0.5 * m[$0, $1]
          / (v[$0, $1].squareRoot() / 0.5 + 1e-6)
      }
      expect(tensors.value, updated(moved, value))
      expect(tensors.firstMoment, updated(m, first))
      return expect(tensors.secondMoment, updated(v, second))
    }
    var steps = AdamWSteps()
    for _ in 0..<3 { steps.append(step) }
    Kernels.adamWIdle(tensors, rows: [(2, 3), (0, 1)], steps: steps, rates: rates)
    let nothing = Matrix(rows: 4, columns: 3).tensor()
    for (count, rows) in [(3, 6..<9), (1, 0..<3)] {
      for _ in 0..<count {
        Kernels.adamW(
          [.init(still, gradient: nothing, ranges: [rows], step: step)], rates: rates,
          gradientScale: 1)
      }
    }
    expectSameBits(tensors.value.values, still.value.values)
    expectSameBits(tensors.firstMoment.values, still.firstMoment.values)
    expectSameBits(tensors.secondMoment.values, still.secondMoment.values)
    #expect(tensors.value.values != value.floats)
  }
}
