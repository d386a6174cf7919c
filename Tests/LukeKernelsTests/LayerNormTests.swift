import LukeKernels
import Testing

struct LayerNormTests {
  static let epsilon: Float = 1e-5

  struct Inputs {
    let x, bias, residual, gamma, beta: [Float]

    init(_ shape: Shape, seed: UInt64) {
      var numbers = Numbers(seed: seed)
      x = numbers.uniform(shape.count)
      bias = numbers.uniform(shape.columns)
      residual = numbers.uniform(shape.count)
      gamma = numbers.uniform(shape.columns)
      beta = numbers.uniform(shape.columns)
    }
  }

  struct Outputs {
    var y, normalized, reciprocal: [Float]
  }

  static func forward(
    _ kernels: LukeKernelTable, _ inputs: Inputs, _ shape: Shape, bias: Bool = true,
    residual: Bool = true, key: UInt64 = 5, first: UInt32 = 0, probability: Float = 0
  ) -> Outputs {
    var normalized: [Float] = []
    var y: [Float] = []
    let reciprocal = written(shape.rows) { reciprocal in
      normalized = changed(inputs.x) { x in
        y = written(shape.count) { y in
          inputs.bias.withUnsafeBufferPointer { b in
            inputs.residual.withUnsafeBufferPointer { r in
              kernels.layer_norm_forward(
                y, x, reciprocal, bias ? b.baseAddress : nil, residual ? r.baseAddress : nil,
                inputs.gamma, inputs.beta, shape.rows, shape.columns, epsilon, key, first,
                probability)
            }
          }
        }
      }
    }
    return Outputs(y: y, normalized: normalized, reciprocal: reciprocal)
  }

  /// The same from the formula; dropout is taken from its own kernel.
  static func expected(
    _ z: [Float], _ inputs: Inputs, _ shape: Shape
  ) -> (y: [Double], normalized: [Double], reciprocal: [Double]) {
    let rows = Reference.rows(of: z, shape.columns).map {
      Reference.normalize($0, epsilon: Double(epsilon))
    }
    let normalized = rows.flatMap(\.values)
    let y = normalized.indices.map {
      normalized[$0] * Double(inputs.gamma[$0 % shape.columns])
        + Double(inputs.beta[$0 % shape.columns])
    }
    return (y, normalized, rows.map(\.reciprocal))
  }

  static func expectMatch(_ outputs: Outputs, _ z: [Float], _ inputs: Inputs, _ shape: Shape) {
    // A row of one element divides by sqrt(epsilon) what should be exactly 0.
    let expected = expected(z, inputs, shape)
    expectClose(outputs.y, expected.y, absolute: 5e-6)
    expectClose(outputs.normalized, expected.normalized, absolute: 2e-6)
    expectClose(outputs.reciprocal, expected.reciprocal, relative: 2e-6)
  }

  @Test(arguments: levels, shapes)
  func forward(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    let inputs = Inputs(shape, seed: 1)
    let x = inputs.x
    let biased = x.indices.map { x[$0] + inputs.bias[$0 % shape.columns] }
    let both = zip(biased, inputs.residual).map(+)
    let residual = zip(x, inputs.residual).map(+)
    Self.expectMatch(Self.forward(kernels, inputs, shape), both, inputs, shape)
    Self.expectMatch(
      Self.forward(kernels, inputs, shape, bias: false), residual, inputs, shape)
    Self.expectMatch(
      Self.forward(kernels, inputs, shape, residual: false), biased, inputs, shape)
    Self.expectMatch(
      Self.forward(kernels, inputs, shape, bias: false, residual: false), x, inputs, shape)
  }

  @Test(arguments: levels, shapes)
  func forwardWithDropout(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    let inputs = Inputs(shape, seed: 2)
    let biased = inputs.x.indices.map { inputs.x[$0] + inputs.bias[$0 % shape.columns] }
    let first = UInt32.max - 20
    let dropped = written(shape.count) {
      kernels.dropout($0, biased, shape.count, 5, first, 0.3)
    }
    let outputs = Self.forward(kernels, inputs, shape, first: first, probability: 0.3)
    Self.expectMatch(outputs, zip(dropped, inputs.residual).map(+), inputs, shape)
  }

  /// A large common offset must not eat the digits of the variance.
  @Test(arguments: levels)
  func offsetRows(level: String) throws {
    let kernels = try kernels(level)
    let shape = Shape(2, 100)
    let inputs = Inputs(shape, seed: 3)
    let x = inputs.x.map { $0 + 1000 }
    var copy = x
    var reciprocal: [Float] = [0, 0]
    let y = written(200) {
      kernels.layer_norm_forward(
        $0, &copy, &reciprocal, nil, nil, inputs.gamma, inputs.beta, 2, 100, Self.epsilon, 0, 0, 0)
    }
    expectClose(y, Self.expected(x, inputs, shape).y, absolute: 5e-4)
  }

  @Test(arguments: levels)
  func rowsDoNotMatter(level: String) throws {
    let kernels = try kernels(level)
    let shape = Shape(20, 37)
    let inputs = Inputs(shape, seed: 4)
    let whole = Self.forward(kernels, inputs, shape, first: 11, probability: 0.2)
    var cut = Outputs(y: [], normalized: [], reciprocal: [])
    for range in [0..<1, 1..<8, 8..<20] {
      let part = PartOfInputs(inputs, range, columns: 37).inputs
      let outputs = Self.forward(
        kernels, part, Shape(range.count, 37), first: 11 + UInt32(range.lowerBound * 37),
        probability: 0.2)
      cut.y += outputs.y
      cut.normalized += outputs.normalized
      cut.reciprocal += outputs.reciprocal
    }
    #expect(cut.y.bits == whole.y.bits)
    #expect(cut.normalized.bits == whole.normalized.bits)
    #expect(cut.reciprocal.bits == whole.reciprocal.bits)
  }
}

/// The rows of `range` alone.
private struct PartOfInputs {
  let inputs: LayerNormTests.Inputs

  init(_ whole: LayerNormTests.Inputs, _ range: Range<Int>, columns: Int) {
    let elements = range.lowerBound * columns..<range.upperBound * columns
    inputs = LayerNormTests.Inputs(
      x: Array(whole.x[elements]), bias: whole.bias, residual: Array(whole.residual[elements]),
      gamma: whole.gamma, beta: whole.beta)
  }
}

extension LayerNormTests.Inputs {
  init(x: [Float], bias: [Float], residual: [Float], gamma: [Float], beta: [Float]) {
    self.x = x
    self.bias = bias
    self.residual = residual
    self.gamma = gamma
    self.beta = beta
  }
}
