import Foundation
import LukeCheckpoints
import LukeProtocolBuffers
import LukeTestSupport
import LukeTraining
import Testing

/// ONNX files of recorded models, read back as messages.
@Suite struct ONNXFileTests {
  /// A case for each class, and what goes into it and comes out.
  private static let ports: [(name: String, inputs: String, outputs: String)] = {
    let words = "input_ids attention_mask token_type_ids"
    let entities =
      words + " entity_ids entity_attention_mask entity_token_type_ids entity_position_ids"
    let ends = " entity_start_positions entity_end_positions"
    // Of one type of tokens nothing is asked.
    func withoutTypes(_ inputs: String) -> String {
      inputs.split(separator: " ").filter { !$0.hasSuffix("token_type_ids") }.joined(separator: " ")
    }
    return [
      (
        "model-entity-aware", entities, "last_hidden_state entity_last_hidden_state pooler_output"
      ),
      ("span-entity-aware", entities + ends, "logits"),
      ("span-plain", withoutTypes(entities + ends), "logits"),
      ("pair-entity-aware", entities, "logits"), ("type-entity-aware", entities, "logits"),
      ("masked-entity-aware", entities, "logits entity_logits"),
      ("token-entity-aware", entities, "logits"), ("sequence-numbers", entities, "logits"),
      ("answer-entity-aware", entities, "start_logits end_logits"),
      ("choice-entity-aware", entities, "logits"), ("cloze-plain", entities, "logits"),
      ("bert-sequence", words, "logits"), ("bert-token", words, "logits"),
      ("bert-answer", words, "start_logits end_logits"), ("bert-choice", words, "logits"),
      ("roberta-sequence", words, "logits"), ("xlm-roberta-choice", withoutTypes(words), "logits"),
    ]
  }()

  private struct Written {
    var model = ONNXModelProto()
    var bytes: [UInt8] = []
    var data: [UInt8] = []
    var graph: ONNXGraphProto { model.graph }
    /// Weights by their names; constants are the graph's own.
    var weights: [String: ONNXTensorProto] {
      Dictionary(
        uniqueKeysWithValues: graph.initializer.filter { !$0.name.hasPrefix("constant_") }
          .map { ($0.name, $0) })
    }
  }

  private func write(
    _ name: String, _ precision: ONNXPrecision, limit: Int? = nil
  ) throws -> Written {
    let archive = try ModelArchive(path: Goldens.modelFolder(name).path)
    var file = ONNXFile(try ONNXModel(archive, precision))
    if let limit { file.limit = limit }
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try file.write(to: folder.path)
    let found = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(found == file.fileNames)
    let parts = try found.map { [UInt8](try Data(contentsOf: folder.appending(path: $0))) }
    return Written(
      model: try ONNXModelProto(reading: parts[0]), bytes: parts[0],
      data: parts.count > 1 ? parts[1] : [])
  }

  @Test(arguments: ports, ONNXPrecision.allCases)
  func nodesReadWhatIsThere(
    _ ports: (name: String, inputs: String, outputs: String), _ precision: ONNXPrecision
  ) throws {
    let graph = try write(ports.name, precision).graph
    #expect(graph.input.map(\.name).joined(separator: " ") == ports.inputs)
    #expect(graph.output.map(\.name).joined(separator: " ") == ports.outputs)
    var known = Set(graph.input.map(\.name))
    for name in graph.initializer.map(\.name) {
      #expect(known.insert(name).inserted, "\(name) is there twice")
    }
    var read: Set<String> = []
    for node in graph.node {
      #expect(known.isSuperset(of: node.input), "\(node.name)")
      read.formUnion(node.input)
      for name in node.output { #expect(known.insert(name).inserted, "\(name) is given twice") }
    }
    #expect(known.isSuperset(of: graph.output.map(\.name)))
    #expect(read.isSuperset(of: graph.initializer.map(\.name)))
    #expect(Set(graph.node.map(\.name)).count == graph.node.count)
    // Products with weights in 8 bits stand in the graph where these do.
    #expect(graph.node.contains { $0.opType == "MatMulInteger" } == (precision == .int8))
  }

  @Test(arguments: ports.map(\.name))
  func weightsAreThoseOfTheFolder(_ name: String) throws {
    let weights = try write(name, .float32).weights
    let folder = try SafetensorsReader.read(
      Goldens.modelFolder(name).appending(path: "model.safetensors"))
    for (name, weight) in weights {
      // transformers keeps the bias of words with the decoder.
      let array = try #require(
        folder[name] ?? (name == "lm_head.bias" ? folder["lm_head.decoder.bias"] : nil), "\(name)")
      #expect(weight.dims.map(Int.init) == array.shape && weight.dataType == 1)
      #expect(weight.rawData == array.values.withUnsafeBytes { Data($0) }, "\(name)")
    }
    // The pooler that no one reads, and decoders that are tables.
    let left = folder.keys.filter { weights[$0] == nil }
    let unread = ["pooler.", ".decoder.", "position_ids"]
    #expect(left.allSatisfy { name in unread.contains { name.contains($0) } }, "\(left)")
  }

  @Test(arguments: ["span-entity-aware", "masked-plain", "bert-token"])
  func weightsIn8BitsAreNearTheirOwn(_ name: String) throws {
    let weights = try write(name, .int8).weights
    let folder = try SafetensorsReader.read(
      Goldens.modelFolder(name).appending(path: "model.safetensors"))
    let ending = "_quantized"
    let quantized = weights.keys.filter { $0.hasSuffix(ending) }.map { $0.dropLast(ending.count) }
    #expect(quantized.count > 6)
    // Products read the others, and the tables that are decoders as well; these have seven bits.
    func isTable(_ name: String) -> Bool {
      name.hasSuffix("_embeddings.weight") && !name.contains(".attention.") && !hasDecoders
    }
    let hasDecoders = name.hasPrefix("masked")
    for name in quantized {
      let array = try #require(folder[String(name)], "\(name)")
      let whole = try #require(weights[name + ending])
      let scales = try #require(weights[name + "_scale"])
      #expect(whole.dataType == 3 && whole.dims.map(Int.init) == array.shape)
      #expect(scales.dataType == 1 && scales.dims.map(Int.init) == [array.shape[0]])
      let steps = scales.rawData.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
      let numbers = whole.rawData.map { Int8(bitPattern: $0) }
      for (place, value) in array.values.enumerated() {
        let step = steps[place / array.shape[1]]
        #expect(abs(value - Float(numbers[place]) * step) <= step * 0.5001)
      }
      for row in 0..<array.shape[0] {
        let largest = numbers[row * array.shape[1]..<(row + 1) * array.shape[1]].map(\.magnitude)
        #expect(largest.max() == (isTable(String(name)) ? 127 : 64) || largest.max() == 0)
      }
    }
  }

  /// A file of more than the limit has its larger weights beside it, at whole pages.
  @Test(arguments: ONNXPrecision.allCases)
  func largeWeightsLieBeside(_ precision: ONNXPrecision) throws {
    let whole = try write("span-entity-aware", precision)
    let parted = try write("span-entity-aware", precision, limit: 10_000)
    #expect(whole.data.isEmpty && parted.bytes.count < whole.bytes.count)
    #expect(parted.graph.node == whole.graph.node)
    #expect(Set(parted.weights.keys) == Set(whole.weights.keys))
    var external = 0
    for (name, weight) in parted.weights {
      let original = try #require(whole.weights[name])
      #expect(weight.dims == original.dims && weight.dataType == original.dataType)
      guard weight.dataLocation == .external else {
        #expect(weight.rawData == original.rawData && weight.rawData.count < 1024)
        continue
      }
      external += 1
      let place = Dictionary(
        uniqueKeysWithValues: weight.externalData.map { ($0.key, $0.value) })
      #expect(place["location"] == precision.fileName + ".data" && !weight.hasRawData)
      let offset = try #require(place["offset"].flatMap(Int.init))
      let length = try #require(place["length"].flatMap(Int.init))
      #expect(offset % 4096 == 0)
      #expect(Data(parted.data[offset..<offset + length]) == original.rawData)
    }
    #expect(external > 5)
  }

  /// onnxruntime finds weights beside the model, also where both have moved together, and computes the same to the bit.
  @Test(
    .enabled(if: Python.has("onnx", "onnxruntime")),
    arguments: ["span-entity-aware", "masked-plain", "choice-entity-aware", "bert-sequence"],
    ONNXPrecision.allCases)
  func onnxruntimeReadsWeightsThatLieBeside(_ name: String, _ precision: ONNXPrecision) throws {
    let model = Goldens.modelFolder(name)
    try withTemporaryFolder { folder in
      var file = ONNXFile(try ONNXModel(ModelArchive(path: model.path), precision))
      for (place, limit) in [("whole", file.limit), ("partial", 1000)] {
        file.limit = limit
        let target = folder.appending(path: place)
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        try file.write(to: target.path)
      }
      // An exported folder is filled under another name than it has in the end.
      try FileManager.default.moveItem(
        at: folder.appending(path: "partial"), to: folder.appending(path: "parted"))
      let script = Goldens.folder.deletingLastPathComponent()
        .appending(path: "Scripts/compare_onnx.py")
      let files = ["whole", "parted"].map { folder.path + "/\($0)/" + precision.fileName }
      let read = try Python.run(
        "import runpy, sys; runpy.run_path(sys.argv.pop(1), run_name='__main__')",
        [script.path] + files + [model.path + "/config.json"])
      #expect(read.status == 0, "\(read.output)")
    }
  }

  @Test func saysWhatItIs() throws {
    let model = try write("span-entity-aware", .int8).model
    #expect(model.irVersion == 8 && model.opsetImport.map(\.version) == [17])
    #expect(model.producerName == "luke-train" && model.producerVersion == ProgramVersion.current)
    let labels =
      #"{"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2", "3": "LABEL_3", "4": "LABEL_4"}"#
    #expect(
      model.metadataProps.map { "\($0.key)=\($0.value)" } == [
        "architecture=LukeForEntitySpanClassification", "id2label=" + labels, "precision=int8",
      ])
  }

  @Test func axesOfAnySizeHaveNames() throws {
    let graph = try write("choice-entity-aware", .float32).graph
    let axes = graph.input.map { input in
      input.type.tensorType.shape.dim.map { $0.dimParam }.joined(separator: " ")
    }
    let words = "batch_size num_choices sequence_length"
    let entities = "batch_size num_choices entity_length"
    #expect(
      axes == [
        words, words, words, entities, entities, entities, entities + " max_mention_length",
      ])
    #expect(graph.input.allSatisfy { $0.type.tensorType.elemType == 7 })
    let output = graph.output[0].type.tensorType
    #expect(output.elemType == 1)
    #expect(output.shape.dim.map(\.dimParam) == ["batch_size", "num_choices"])
    let logits = try write("span-entity-aware", .float32).graph.output[0].type.tensorType.shape.dim
    #expect(logits.map(\.dimParam) == ["batch_size", "entity_length", ""])
    #expect(logits[2].dimValue == 5)
  }

  @Test(arguments: ONNXPrecision.allCases)
  func equalModelsGiveEqualFiles(_ precision: ONNXPrecision) throws {
    #expect(
      try write("pair-plain", precision).bytes == write("pair-plain", precision).bytes)
  }
}
