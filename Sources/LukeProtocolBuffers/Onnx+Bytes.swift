internal import SwiftProtobuf

extension ONNXModelProto {
  /// The file as protocol buffers write it.
  package func bytes() throws -> [UInt8] { try serializedBytes() }

  /// Reads a file.
  package init(reading bytes: [UInt8]) throws { try self.init(serializedBytes: bytes) }
}

extension ONNXGraphProto {
  /// The graph as protocol buffers write it.
  package func bytes() throws -> [UInt8] { try serializedBytes() }
}

extension ONNXTensorProto {
  /// The array as protocol buffers write it.
  package func bytes() throws -> [UInt8] { try serializedBytes() }
}
