import LukeCheckpoints

/// How the weights of a model stand in an ONNX file.
public enum ONNXPrecision: String, CaseIterable, Hashable, Sendable {
  /// As they are: the outputs are those of transformers.
  case float32
  /// Matrices of the encoder and tables of words and entities in 8 bits, with a scale for each row; what they are
  /// multiplied with is quantized while the graph runs (dynamic quantization).
  case int8

  /// The name of the file within the exported folder.
  public var fileName: String {
    switch self {
    case .float32: HuggingFaceFolder.graphName
    case .int8: HuggingFaceFolder.quantizedGraphName
    }
  }
}
