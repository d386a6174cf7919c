import LukeKernels
import Testing

struct LayerNormBackwardTests {
  struct Case {
    let dy, normalized, reciprocal, gamma, dgamma, dbeta: [Float]

    init(_ kernels: LukeKernelTable, _ shape: Shape) {
      let inputs = LayerNormTests.Inputs(shape, seed: 1)
      let outputs = LayerNormTests.forward(
        kernels, inputs, shape, bias: false, residual: false)
      var numbers = Numbers(seed: 2)
      dy = numbers.uniform(shape.count)
      dgamma = numbers.uniform(shape.columns)
      dbeta = numbers.uniform(shape.columns)
      normalized = outputs.normalized
      reciprocal = outputs.reciprocal
      gamma = inputs.gamma
    }
  }

  @Test(arguments: levels, shapes)
  func inputGradient(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    let example = Case(kernels, shape)
    let dz = written(shape.count) {
      kernels.layer_norm_backward(
        $0, example.dy, example.normalized, example.reciprocal, example.gamma, nil, nil,
        shape.rows, shape.columns)
    }
    let dyRows = Reference.rows(of: example.dy, shape.columns)
    let normalizedRows = Reference.rows(of: example.normalized, shape.columns)
    let expected = (0..<shape.rows).flatMap {
      Reference.normalizeBackward(
        dyRows[$0], normalized: normalizedRows[$0], reciprocal: Double(example.reciprocal[$0]),
        gamma: example.gamma.doubles)
    }
    // The reciprocal of a single-element row is 1 / sqrt(epsilon), and multiplies the rounding.
    let largest = Double(example.reciprocal.max() ?? 0)
    expectClose(dz, expected, absolute: 3e-6 * max(1, largest))
    let inPlace = changed(example.dy) {
      kernels.layer_norm_backward(
        $0, $0, example.normalized, example.reciprocal, example.gamma, nil, nil, shape.rows,
        shape.columns)
    }
    #expect(inPlace.bits == dz.bits)
  }

  @Test(arguments: levels, shapes)
  func parameterGradientsAreAdded(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    let example = Case(kernels, shape)
    var dbeta: [Float] = []
    var dz: [Float] = []
    let dgamma = changed(example.dgamma) { dgamma in
      dbeta = changed(example.dbeta) { dbeta in
        dz = written(shape.count) {
          kernels.layer_norm_backward(
            $0, example.dy, example.normalized, example.reciprocal, example.gamma, dgamma, dbeta,
            shape.rows, shape.columns)
        }
      }
    }
    var expectedGamma = example.dgamma.doubles
    var expectedBeta = example.dbeta
    for index in example.dy.indices {
      let column = index % shape.columns
      expectedGamma[column] += Double(example.dy[index]) * Double(example.normalized[index])
      expectedBeta[column] += example.dy[index]
    }
    #expect(dbeta == expectedBeta)
    expectClose(dgamma, expectedGamma, absolute: 1e-5)
    #expect(dz.allSatisfy { $0.isFinite })
  }

  @Test(arguments: levels)
  func matchesCentralDifferences(level: String) throws {
    let kernels = try kernels(level)
    let shape = Shape(1, 37)
    let inputs = LayerNormTests.Inputs(shape, seed: 1)
    let example = Case(kernels, shape)
    let dz = written(shape.count) {
      kernels.layer_norm_backward(
        $0, example.dy, example.normalized, example.reciprocal, example.gamma, nil, nil, 1, 37)
    }
    let expected = centralDifferences(at: inputs.x.doubles, weights: example.dy.doubles) { x in
      zip(Reference.normalize(x, epsilon: 1e-5).values, inputs.gamma).map { $0 * Double($1) }
    }
    expectClose(dz, expected, absolute: 5e-6)
  }
}
