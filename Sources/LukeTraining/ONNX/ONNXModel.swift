import LukeCheckpoints
import LukeJSON
import LukeLayers
import LukeModel
import LukeTasks

/// A model as a graph of operations, with the weights that they read.
package struct ONNXModel {
  package let graph: GraphBuilder
  let weights: ModelWeights
  let metadata: [(key: String, value: String)]
  let precision: ONNXPrecision

  /// Makes the graph of a model; reads no weights.
  /// - Throws: `TrainingError.badData` for heads that describe no graph, and where weights are missing.
  package init(_ model: ModelArchive, _ precision: ONNXPrecision) throws {
    let configuration = model.configuration
    let head = try LukeHeads.head(of: configuration, origin: model.origin)
    guard let declared = head.init(configuration, in: ParameterStore()) as? any GraphedHead else {
      let known = LukeHeads.graphed(of: configuration.family).joined(separator: ", ")
      throw TrainingError.badData(
        "\(model.origin): \(head.architecture(of: configuration.family)) cannot be written as ONNX; those that can "
          + "are \(known)")
    }
    self.precision = precision
    weights = model.weightsOfGraph(of: head)
    let names = PlainNames(configuration)
    graph = GraphBuilder(
      shapes: weights.weightShapes, fileName: names.nameInTransformers,
      isQuantized: precision == .int8)
    declared.graph(withEntities: model.asksForEntities(head), in: graph)
    metadata = model.metadataOfGraph(precision)
    if !graph.missing.isEmpty {
      throw TrainingError.badData(
        "\(model.origin): lacks \(NameSummary.text(graph.missing)), which ONNX cannot be written without; train the "
          + "head first")
    }
  }

  /// What goes in and comes out, for people.
  package var summary: String {
    let names = [graph.inputs, graph.outputs].map { $0.map(\.name).joined(separator: ", ") }
    let count = graph.weights.count { $0.storage == .int8 }
    let quantized =
      precision == .int8
      ? "; \(counted(count, "matrix", plural: "matrices")) and tables in 8 bits" : ""
    return "\(names[0]) → \(names[1])\(quantized)"
  }
}

extension ModelArchive {
  /// The weights under the names that graphs have for them, each decoder that is a table once.
  fileprivate func weightsOfGraph(of head: any LukeHead.Type) -> ModelWeights {
    if head.isBareEncoder { return weights.bare.inTransformersLayout(of: configuration) }
    let all = weights.belowLuke
    // A decoder that is another matrix than its table stays beside it.
    let tied = head.hasTiedDecoders ? (try? all.withTiedHeads()) ?? all : all
    return tied.inTransformersLayout(of: configuration)
  }

  /// Whether the graph has inputs for entities: not where the head reads words alone and the recipe says that the
  /// model was trained without entities beside them.
  fileprivate func asksForEntities(_ head: any LukeHead.Type) -> Bool {
    guard configuration.usesEntities else { return false }
    guard head.readsWordsAlone, !head.isBareEncoder, recipe != nil else { return true }
    return !mentionNotes.isEmpty
  }

  /// What the file says of the model beside the graph.
  fileprivate func metadataOfGraph(_ precision: ONNXPrecision) -> [(key: String, value: String)] {
    let kind = task?.rawValue ?? (try? recipe?.node["task"]?["kind"]?.value.string)
    let labels = labels.map { labels in
      JSONValue.object(
        labels.enumerated().map { .init(key: String($0.offset), value: .string($0.element)) })
    }
    let all: KeyValuePairs<String, String?> = [
      "architecture": configuration.architectures?.first
        ?? LukeWithoutHead.architecture(of: configuration.family),
      "id2label": labels.map { String(decoding: JSONWriter.write($0), as: UTF8.self) },
      "precision": precision.rawValue,
      "problem_type": configuration.problemType?.rawValue,
      "task": kind,
    ]
    return all.compactMap { key, value in value.map { (key, $0) } }
  }
}
