import LukeCheckpoints
import LukeLayers
import LukeProtocolBuffers
import LukeSystem

/// Writes a graph with its weights as an ONNX file.
///
/// Weights go from the model to the file one at a time. Protocol buffers end at 2 GB: weights that would take more
/// than `limit` together lie in a file beside it, `model.onnx.data`.
package struct ONNXFile {
  let model: ONNXModel
  /// Bytes of weights that stand in the file itself, at most.
  package var limit = 1_500_000_000
  /// Weights of fewer bytes stand in the file itself in any case.
  static let leastExternalSize = 1024

  /// The set of operators that graphs are made of, and the version of the representation that came with it.
  static let operatorSet: Int64 = 17
  private static let representation: Int64 = 8
  /// Where the data of an array begins in a file beside the model: at whole pages, which can be mapped.
  private static let alignment = 4096

  package init(_ model: ONNXModel) { self.model = model }

  /// The names of the files: the model, and its data where these lie beside it.
  package var fileNames: [String] {
    let name = model.precision.fileName
    return places.values.isEmpty ? [name] : [name, Self.dataName(of: name)]
  }

  static func dataName(of name: String) -> String { name + HuggingFaceFolder.graphDataSuffix }

  /// Writes the files into a folder.
  /// - Throws: `FileError`, what reading weights throws, and an `Interruption` after a signal.
  package func write(to folder: String) throws {
    let names = fileNames
    let file = try PartialFile(of: folder + "/" + names[0])
    let data = try names.count > 1 ? PartialFile(of: folder + "/" + names[1]) : nil
    try writeContent(to: file, data: data)
    try data?.publish()
    try file.publish()
  }

  /// What is told of the files in `folder`, which lie in another one until all is written.
  func output(in folder: String, written partial: String) -> RunOutput {
    let size = FileSize.text(ofFiles: fileNames.map { partial + "/" + $0 })
    return RunOutput(folder + "/" + model.precision.fileName, "\(model.summary), \(size)")
  }

  private func writeContent(to file: PartialFile, data: PartialFile?) throws {
    let places = places
    var graph = ONNXGraphProto(model.graph, name: "main")
    // Arrays of the other file have no data here.
    graph.initializer += arrays.filter { places[$0.name] != nil }.map { external($0, at: places) }
    let begin = try graph.bytes()
    let inner = arrays.filter { places[$0.name] == nil }
    let heads = try Dictionary(uniqueKeysWithValues: inner.map { ($0.name, try head(of: $0)) })
    let size = inner.reduce(begin.count) {
      $0 + (heads[$1.name]?.count ?? 0) + $1.byteCount
    }
    try file.add(try header.bytes() + Self.fieldHead(Self.graphField, size) + begin)
    for weight in model.graph.weights {
      try InterruptFlag.current.check()
      // The bytes of an array begin when its sink is called first.
      var isBegun: Set<String> = []
      let sinks = ONNXArray.arrays(of: weight).map { array -> ModelWeights.ByteSink in
        { bytes in
          let target = heads[array.name] == nil ? data : file
          if isBegun.insert(array.name).inserted {
            if let head = heads[array.name] { try file.add(head) }
            if let place = places[array.name] { try data?.fill(to: place) }
          }
          try target?.write(bytes)
        }
      }
      try model.weights.write(weight, to: sinks)
    }
  }

  /// All arrays of weights, in the order of the file.
  private var arrays: [ONNXArray] { model.graph.weights.flatMap(ONNXArray.arrays) }

  /// Where arrays begin in the file beside the model; none where all stand in the model.
  private var places: [String: Int] {
    guard arrays.reduce(0, { $0 + $1.byteCount }) > limit else { return [:] }
    var places: [String: Int] = [:]
    var end = 0
    for array in arrays where array.byteCount >= Self.leastExternalSize {
      let place = (end + Self.alignment - 1) / Self.alignment * Self.alignment
      places[array.name] = place
      end = place + array.byteCount
    }
    return places
  }

  private func external(_ array: ONNXArray, at places: [String: Int]) -> ONNXTensorProto {
    var tensor = ONNXTensorProto(array.name, array.element, shape: array.shape)
    tensor.dataLocation = .external
    tensor.externalData = [
      .init("location", Self.dataName(of: model.precision.fileName)),
      .init("offset", String(places[array.name] ?? 0)),
      .init("length", String(array.byteCount)),
    ]
    return tensor
  }

  /// Everything but the graph.
  private var header: ONNXModelProto {
    var header = ONNXModelProto()
    (header.irVersion, header.producerName) = (Self.representation, "luke-train")
    header.producerVersion = ProgramVersion.current
    var operators = ONNXOperatorSetIdProto()
    operators.version = Self.operatorSet
    header.opsetImport = [operators]
    header.metadataProps = model.metadata.map { .init($0.key, $0.value) }
    return header
  }

  // MARK: Messages that are too large to be made in memory

  /// Numbers of fields in Onnx.proto whose messages are written part by part.
  private static let (graphField, arrayField, dataField) = (7, 5, 9)

  /// What stands before the bytes of an array within a graph.
  private func head(of array: ONNXArray) throws -> [UInt8] {
    let tensor = try ONNXTensorProto(array.name, array.element, shape: array.shape).bytes()
    let dataHead = Self.fieldHead(Self.dataField, array.byteCount)
    return Self.fieldHead(Self.arrayField, tensor.count + dataHead.count + array.byteCount)
      + tensor + dataHead
  }

  /// The number of a field of bytes or of a message, and the length of what follows.
  private static func fieldHead(_ number: Int, _ length: Int) -> [UInt8] {
    variableLength(number << 3 | 2) + variableLength(length)
  }

  /// A number, seven bits in a byte, the lowest first.
  private static func variableLength(_ number: Int) -> [UInt8] {
    var (bytes, rest): ([UInt8], Int) = ([], number)
    while rest > 0x7F {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}

extension PartialFile {
  fileprivate func add(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }

  /// Writes zeros up to a place.
  fileprivate func fill(to place: Int) throws {
    try add([UInt8](repeating: 0, count: max(0, place - digest.size)))
  }
}
