/// A value in a graph: an input, a weight, a constant, or what an operation gives.
package struct GraphValue: Hashable, Sendable {
  /// What operations call it.
  package let name: String
}

/// What the elements of a value are.
package enum GraphElement: Hashable, Sendable {
  case float32, int64, int32, int8, uint8, bool
}

/// An axis of an input or an output: of a size that is known, or of any under a name.
package enum GraphAxis: Hashable, Sendable {
  case fixed(Int)
  case named(String)
}

/// An input or an output of a graph.
package struct GraphPort: Hashable, Sendable {
  package var name: String
  package var element: GraphElement
  package var axes: [GraphAxis]
}

/// A setting of an operation.
package enum GraphAttribute: Hashable, Sendable {
  case int(Int)
  case float(Float)
  case ints([Int])
}

/// One operation of ONNX: what it is called there, what it reads and what it gives.
package struct GraphOperation: Hashable, Sendable {
  package var kind: String
  package var name: String
  package var inputs: [String]
  package var outputs: [String]
  package var attributes: [String: GraphAttribute]
}

/// A small array that is a part of the graph itself.
package struct GraphConstant: Hashable, Sendable {
  /// Elements, row-major.
  package enum Values: Hashable, Sendable {
    case int64([Int64])
    case float32([Float])
  }

  package var name: String
  /// Sizes of the axes; empty for a single element.
  package var shape: [Int]
  package var values: Values
}

/// A weight of the model that a graph reads.
package struct GraphWeight: Hashable, Sendable {
  /// How the weight stands in the file.
  package enum Storage: Hashable, Sendable {
    /// As it is.
    case float32
    /// Whole numbers of 8 bits, with a scale for each row.
    case int8
  }

  /// What files of transformers call it.
  package var name: String
  package var shape: [Int]
  package var storage: Storage
  /// Whether a product in 8 bits reads it.
  package var isFactor = false

  /// The greatest whole number in 8 bits.
  ///
  /// Factors have seven bits, as with onnxruntime's `reduce_range`: processors without instructions for such products
  /// add two of them in 16 bits, where greater ones would not have room and be cut off unseen.
  package var greatest: Int { isFactor ? 64 : 127 }

  /// What the whole numbers of a weight in 8 bits are called, as onnxruntime calls them.
  package var quantizedName: String { name + "_quantized" }
  /// What the scales of its rows are called.
  package var scaleName: String { name + "_scale" }
}
