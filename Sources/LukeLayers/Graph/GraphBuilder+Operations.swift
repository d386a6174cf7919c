/// Operations by what they do; axes may be counted from the last, −1.
extension GraphBuilder {
  package func add(_ a: GraphValue, _ b: GraphValue) -> GraphValue { apply("Add", a, b) }
  package func multiply(_ a: GraphValue, _ b: GraphValue) -> GraphValue { apply("Mul", a, b) }
  package func divide(_ a: GraphValue, by b: GraphValue) -> GraphValue { apply("Div", a, b) }
  package func matrixProduct(_ a: GraphValue, _ b: GraphValue) -> GraphValue {
    apply("MatMul", a, b)
  }
  package func tanh(_ x: GraphValue) -> GraphValue { apply("Tanh", x) }

  package func softmax(_ x: GraphValue) -> GraphValue {
    apply("Softmax", x, attributes: ["axis": .int(-1)])
  }

  /// x · Φ(x), exactly; in the order of operations that onnxruntime knows and computes as one.
  package func gelu(_ x: GraphValue) -> GraphValue {
    let error = apply("Erf", divide(x, by: number(Float(2).squareRoot())))
    return multiply(multiply(x, add(error, number(1))), number(0.5))
  }

  /// The greater of two values, element by element.
  package func maximum(_ a: GraphValue, _ b: GraphValue) -> GraphValue { apply("Max", a, b) }

  /// Where two values are equal, element by element: truth values.
  package func equal(_ a: GraphValue, _ b: GraphValue) -> GraphValue { apply("Equal", a, b) }
  package func not(_ x: GraphValue) -> GraphValue { apply("Not", x) }
  package func choose(
    where condition: GraphValue, _ a: GraphValue, else b: GraphValue
  ) -> GraphValue {
    apply("Where", condition, a, b)
  }

  package func cast(_ x: GraphValue, to element: GraphElement) -> GraphValue {
    apply("Cast", x, attributes: ["to": .int(element.code)])
  }

  // MARK: Axes

  package func transpose(_ x: GraphValue, _ axes: [Int]) -> GraphValue {
    apply("Transpose", x, attributes: ["perm": .ints(axes)])
  }
  package func unsqueeze(_ x: GraphValue, axes: [Int]) -> GraphValue {
    apply("Unsqueeze", x, integers(axes))
  }
  package func squeeze(_ x: GraphValue, axes: [Int]) -> GraphValue {
    apply("Squeeze", x, integers(axes))
  }
  package func concatenate(_ values: [GraphValue], axis: Int) -> GraphValue {
    values.count == 1
      ? values[0] : apply("Concat", values, outputs: 1, attributes: ["axis": .int(axis)])[0]
  }
  /// Sizes of axes as a list; of all where no range is given.
  package func sizes(of x: GraphValue, _ axes: Range<Int>? = nil) -> GraphValue {
    guard let axes else { return apply("Shape", x) }
    return apply(
      "Shape", x, attributes: ["start": .int(axes.lowerBound), "end": .int(axes.upperBound)])
  }
  /// The value with other axes, where 0 stands for the size that the axis has.
  package func reshape(_ x: GraphValue, _ sizes: [Int]) -> GraphValue {
    apply("Reshape", x, integers(sizes))
  }
  /// The value with axes of sizes that the graph computes, which may be 0.
  package func reshape(_ x: GraphValue, to sizes: GraphValue) -> GraphValue {
    apply("Reshape", x, sizes, attributes: ["allowzero": .int(1)])
  }
  /// A part of an axis; `start` and `end` are lists of one number.
  package func slice(
    _ x: GraphValue, from start: GraphValue, to end: GraphValue, axis: Int
  ) -> GraphValue {
    apply("Slice", [x, start, end, integers([axis])], outputs: 1)[0]
  }
  /// The end of an axis, wherever it is.
  package var end: GraphValue { integers([Int(Int32.max)]) }

  /// Elements of an axis by their numbers.
  package func gather(_ x: GraphValue, _ indices: GraphValue, axis: Int) -> GraphValue {
    apply("Gather", x, indices, attributes: ["axis": .int(axis)])
  }
  /// Of `[examples, rows, columns]` for each example the rows of `[examples, n]`.
  package func rows(_ x: GraphValue, _ indices: GraphValue) -> GraphValue {
    apply("GatherND", x, unsqueeze(indices, axes: [-1]), attributes: ["batch_dims": .int(1)])
  }
  package func sum(_ x: GraphValue, axis: Int) -> GraphValue {
    apply("ReduceSum", x, integers([axis]), attributes: ["keepdims": .int(0)])
  }
}

extension GraphElement {
  /// The number of the type in ONNX (`TensorProto.DataType`).
  package var code: Int {
    switch self {
    case .float32: 1
    case .uint8: 2
    case .int8: 3
    case .int32: 6
    case .int64: 7
    case .bool: 9
    }
  }
}
