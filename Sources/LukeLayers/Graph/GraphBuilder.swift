/// Collects the operations of a model, in the order in which they run, for writing them down.
///
/// Layers and heads describe themselves in it as they do on a tape. Operations are those of ONNX's operator set 17.
package final class GraphBuilder {
  package private(set) var inputs: [GraphPort] = []
  package private(set) var outputs: [GraphPort] = []
  package private(set) var operations: [GraphOperation] = []
  package private(set) var constants: [GraphConstant] = []
  /// The weights that operations read, in the order of their first use.
  package private(set) var weights: [GraphWeight] = []
  /// Weights that operations would read and the model lacks.
  package private(set) var missing: [String] = []
  /// Whether matrices and tables of rows stand in 8 bits.
  package let isQuantized: Bool

  private let shapes: [String: [Int]]
  private let fileName: (String) -> String
  private var counts: [String: Int] = [:]
  private var constantNames: [GraphConstant.Values: [[Int]: String]] = [:]
  private var weightPlaces: [String: Int] = [:]
  private var transposedWeights: [GraphValue: GraphValue] = [:]
  private var quantizedValues: [GraphValue: [GraphValue]] = [:]

  /// Begins a graph.
  /// - Parameters:
  ///   - shapes: the shapes of the weights that there are, by the names that their file has for them.
  ///   - fileName: the name there of a parameter of a model.
  ///   - isQuantized: whether matrices and tables of rows stand in 8 bits.
  package init(
    shapes: [String: [Int]], fileName: @escaping (String) -> String = { $0 },
    isQuantized: Bool = false
  ) {
    (self.shapes, self.fileName, self.isQuantized) = (shapes, fileName, isQuantized)
  }

  /// Whether the model has a weight.
  package func has(_ parameter: String) -> Bool { shapes[fileName(parameter)] != nil }

  // MARK: What goes in and out

  /// Declares an input of whole numbers.
  package func input(_ name: String, _ axes: [GraphAxis]) -> GraphValue {
    inputs.append(GraphPort(name: name, element: .int64, axes: axes))
    return GraphValue(name: name)
  }

  /// Declares an output.
  package func output(_ name: String, _ value: GraphValue, _ axes: [GraphAxis]) {
    outputs.append(GraphPort(name: name, element: .float32, axes: axes))
    operations.append(
      GraphOperation(
        kind: "Identity", name: unique("Identity"), inputs: [value.name], outputs: [name],
        attributes: [:]))
  }

  /// Adds an operation, and gives its only output.
  package func apply(
    _ kind: String, _ inputs: GraphValue..., attributes: [String: GraphAttribute] = [:]
  ) -> GraphValue {
    apply(kind, inputs, outputs: 1, attributes: attributes)[0]
  }

  /// Adds an operation, and gives its outputs.
  package func apply(
    _ kind: String, _ inputs: [GraphValue], outputs: Int,
    attributes: [String: GraphAttribute] = [:]
  ) -> [GraphValue] {
    let name = unique(kind)
    let values = (0..<outputs).map {
      GraphValue(name: outputs == 1 ? "\(name)_output" : "\(name)_output_\($0)")
    }
    operations.append(
      GraphOperation(
        kind: kind, name: name, inputs: inputs.map(\.name), outputs: values.map(\.name),
        attributes: attributes))
    return values
  }

  private func unique(_ kind: String) -> String {
    let count = counts[kind, default: 0]
    counts[kind] = count + 1
    return "\(kind)_\(count)"
  }

  // MARK: Constants

  /// A single whole number.
  package func integer(_ value: Int) -> GraphValue { constant(.int64([Int64(value)]), []) }
  /// Several whole numbers, such as the sizes of axes.
  package func integers(_ values: [Int]) -> GraphValue {
    constant(.int64(values.map(Int64.init)), [values.count])
  }
  /// A single number.
  package func number(_ value: Float) -> GraphValue { constant(.float32([value]), []) }

  private func constant(_ values: GraphConstant.Values, _ shape: [Int]) -> GraphValue {
    if let name = constantNames[values]?[shape] { return GraphValue(name: name) }
    let name = unique("constant")
    constantNames[values, default: [:]][shape] = name
    constants.append(GraphConstant(name: name, shape: shape, values: values))
    return GraphValue(name: name)
  }

  // MARK: Weights

  /// A weight as it is.
  package func weight(_ parameter: String) -> GraphValue {
    GraphValue(name: weight(parameter, .float32).name)
  }

  private func weight(_ parameter: String, _ storage: GraphWeight.Storage) -> GraphWeight {
    let name = fileName(parameter)
    if let place = weightPlaces[name] {
      precondition(
        weights[place].storage == storage, "\(name) is read in 8 bits and as it is, too")
      return weights[place]
    }
    let shape = shapes[name]
    if shape == nil { missing.append(name) }
    let weight = GraphWeight(name: name, shape: shape ?? [], storage: storage)
    weightPlaces[name] = weights.count
    weights.append(weight)
    return weight
  }

  /// x · Wᵀ + b.
  ///
  /// In 8 bits x is quantized as a whole while the graph runs, and each row of the matrix has a scale of its own.
  /// - Parameter isExact: whether the matrix stays as it is in any case.
  package func linear(
    _ x: GraphValue, weight parameter: String, bias: String?, isExact: Bool = false
  ) -> GraphValue {
    let product: GraphValue
    if isQuantized && !isExact {
      let matrix = weight(parameter, .int8)
      weightPlaces[matrix.name].map { weights[$0].isFactor = true }
      let parts = quantized(x)
      let sums = apply(
        "MatMulInteger", parts[0], transposed(GraphValue(name: matrix.quantizedName)), parts[2])
      let scale = multiply(parts[1], GraphValue(name: matrix.scaleName))
      product = multiply(cast(sums, to: .float32), scale)
    } else {
      product = matrixProduct(x, transposed(weight(parameter)))
    }
    return bias.map { add(product, weight($0)) } ?? product
  }

  /// Rows of a table, one for each index.
  /// - Parameter isExact: whether the table stays as it is in any case.
  package func lookup(
    _ indices: GraphValue, in parameter: String, isExact: Bool = false
  ) -> GraphValue {
    guard isQuantized && !isExact else { return gather(weight(parameter), indices, axis: 0) }
    let table = weight(parameter, .int8)
    let rows = gather(GraphValue(name: table.quantizedName), indices, axis: 0)
    let scales = gather(GraphValue(name: table.scaleName), indices, axis: 0)
    return multiply(cast(rows, to: .float32), unsqueeze(scales, axes: [-1]))
  }

  /// A matrix of a linear layer, which PyTorch keeps the other way round.
  private func transposed(_ matrix: GraphValue) -> GraphValue {
    if let known = transposedWeights[matrix] { return known }
    let result = transpose(matrix, [1, 0])
    transposedWeights[matrix] = result
    return result
  }

  /// A value in 8 bits, its scale and its zero.
  private func quantized(_ x: GraphValue) -> [GraphValue] {
    if let known = quantizedValues[x] { return known }
    let parts = apply("DynamicQuantizeLinear", [x], outputs: 3)
    quantizedValues[x] = parts
    return parts
  }
}
