internal import SwiftProtobuf

extension TensorBoardEvent {
  /// The event as protocol buffers write it.
  package func bytes() throws -> [UInt8] { try serializedBytes() }
}
