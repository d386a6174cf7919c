import Foundation
import LukeLayers
import LukeProtocolBuffers

/// A graph in the messages of ONNX, without its weights.
extension ONNXGraphProto {
  init(_ graph: GraphBuilder, name: String) {
    self.init()
    self.name = name
    node = graph.operations.map(ONNXNodeProto.init)
    initializer = graph.constants.map(ONNXTensorProto.init)
    input = graph.inputs.map(ONNXValueInfoProto.init)
    output = graph.outputs.map(ONNXValueInfoProto.init)
  }
}

extension ONNXNodeProto {
  fileprivate init(_ operation: GraphOperation) {
    self.init()
    (name, opType) = (operation.name, operation.kind)
    (input, output) = (operation.inputs, operation.outputs)
    // In an order of their own, so that equal models give equal files.
    attribute = operation.attributes.sorted { $0.key < $1.key }.map(ONNXAttributeProto.init)
  }
}

extension ONNXAttributeProto {
  fileprivate init(_ name: String, _ value: GraphAttribute) {
    self.init()
    self.name = name
    switch value {
    case .int(let number): (type, i) = (.int, Int64(number))
    case .float(let number): (type, f) = (.float, number)
    case .ints(let numbers): (type, ints) = (.ints, numbers.map(Int64.init))
    }
  }
}

extension ONNXTensorProto {
  /// An array without elements.
  init(_ name: String, _ element: GraphElement, shape: [Int]) {
    self.init()
    self.name = name
    (dims, dataType) = (shape.map(Int64.init), Int32(element.code))
  }

  fileprivate init(_ constant: GraphConstant) {
    switch constant.values {
    case .int64(let numbers):
      self.init(constant.name, .int64, shape: constant.shape)
      rawData = numbers.withUnsafeBytes { Data($0) }
    case .float32(let numbers):
      self.init(constant.name, .float32, shape: constant.shape)
      rawData = numbers.withUnsafeBytes { Data($0) }
    }
  }
}

extension ONNXValueInfoProto {
  fileprivate init(_ port: GraphPort) {
    self.init()
    name = port.name
    type.tensorType.elemType = Int32(port.element.code)
    type.tensorType.shape.dim = port.axes.map { axis in
      var dimension = ONNXTensorShapeProto.Dimension()
      switch axis {
      case .fixed(let size): dimension.dimValue = Int64(size)
      case .named(let name): dimension.dimParam = name
      }
      return dimension
    }
  }
}

extension ONNXStringStringEntryProto {
  init(_ key: String, _ value: String) {
    self.init()
    (self.key, self.value) = (key, value)
  }
}
