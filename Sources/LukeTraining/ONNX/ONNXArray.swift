import LukeCheckpoints
import LukeLayers

/// An array of a file: what it is called, and what it takes.
struct ONNXArray {
  let name: String
  let element: GraphElement
  let shape: [Int]

  var byteCount: Int { shape.reduce(element == .int8 ? 1 : 4, *) }

  /// The arrays of a weight, in the order in which they are written.
  static func arrays(of weight: GraphWeight) -> [ONNXArray] {
    switch weight.storage {
    case .float32: [ONNXArray(name: weight.name, element: .float32, shape: weight.shape)]
    case .int8:
      [
        ONNXArray(name: weight.quantizedName, element: .int8, shape: weight.shape),
        ONNXArray(name: weight.scaleName, element: .float32, shape: [weight.shape[0]]),
      ]
    }
  }
}

extension ModelWeights {
  /// Takes the bytes of an array, chunk after chunk.
  typealias ByteSink = (UnsafeRawBufferPointer) throws -> Void

  /// Lends the bytes of the arrays of a weight one after the other, each to its sink.
  func write(_ weight: GraphWeight, to sinks: [ByteSink]) throws {
    try withValues(of: weight.name) { values in
      guard weight.storage == .int8 else { return try sinks[0](UnsafeRawBufferPointer(values)) }
      let scales = try QuantizedRows.write(
        values, columns: weight.shape.dropFirst().reduce(1, *), greatest: weight.greatest,
        to: sinks[0])
      try scales.withUnsafeBytes { try sinks[1]($0) }
    }
  }
}
