import LukeLayers
import LukeModel

extension ModelArchive {
  /// What a copy of the model does not say by itself, one sentence each: what is read as something
  /// else, what is no weight and left out, and what the file lacks of the model that it is of.
  ///
  /// Throws `CheckpointError` where a weight has another shape than the configuration gives it, and where
  /// the encoder lacks weights.
  public func notes() throws -> [String] {
    // One that cannot be read here is converted as it is.
    let tokenizer = try? storedTokenizer?.value
    var notes = weights.notes + (tokenizer?.notes ?? [])
    // Tables may be filled up to a round number.
    if let tokenizer, tokenizer.vocabularySize * 10 < configuration.vocabularySize * 9 {
      notes.append(
        "\(origin): the tokenizer has \(tokenizer.vocabularySize) tokens, the word table "
          + "\(configuration.vocabularySize) rows; those past the tokens are never read")
    }
    let unread = weights.unusedFileNames(by: weights.entries.keys)
    let name =
      configuration.usesEntities ? "LUKE" : configuration.architectures?.first ?? "encoder"
    if !unread.isEmpty {
      notes.append(
        "\(weights.weightOrigin): left out, as \(name) has no place for them: \(NameSummary.text(unread))"
      )
    }
    // Of other architectures nothing is known but the encoder.
    let known = try? LukeHeads.head(of: configuration, origin: origin)
    let head = known ?? LukeWithoutHead.self
    let isBare = head.isBareEncoder
    let store = ParameterStore()
    _ = head.init(configuration, in: store)
    let found = (isBare ? weights.bare : weights.belowLuke.withNamesOfTables).weightShapes
    let faults = store.parameters.compactMap { parameter -> String? in
      guard let shape = found[parameter.name], shape != parameter.shape else { return nil }
      return "\(parameter.name) is \(shape), the configuration says \(parameter.shape)"
    }
    if !faults.isEmpty {
      throw CheckpointError.badContent(path: weights.weightOrigin, faults: faults)
    }
    let absent = store.parameters.filter { found[$0.name] == nil }
    // Heads and poolers may begin at random; without the rest there is no model.
    let needed = absent.filter {
      !$0.isOptional && [.words, .entities, .encoder].contains($0.part)
    }
    if !needed.isEmpty { throw incomplete(needed.map(\.name), of: store) }
    let missing = absent.map(\.name)
    if !missing.isEmpty {
      notes.append("\(weights.weightOrigin): lacks \(NameSummary.text(missing))")
    }
    let strangers = found.keys.filter {
      store[$0] == nil
        && !ModelWeights.isDispensable(
          $0, for: configuration, isBare: isBare)
    }
    if !strangers.isEmpty {
      notes.append(
        "\(weights.weightOrigin): no \(name) has \(NameSummary.text(strangers)), so the model will not be "
          + "loaded; adapters have to be merged into the weights first")
    }
    return notes
  }

  /// The error for weights that lack parts of the encoder.
  private func incomplete(_ names: [String], of store: ParameterStore) -> CheckpointError {
    let all = store.parameters.filter { $0.part == .encoder }
    // Each layer has as many arrays.
    let perLayer = all.count / max(1, configuration.layerCount)
    let lacking = names.count { store[$0]?.part == .encoder }
    let isOfLayers = lacking == names.count && perLayer > 0 && lacking % perLayer == 0
    let advice =
      isOfLayers
      ? "the configuration says num_hidden_layers \(configuration.layerCount), the weights have "
        + "\(configuration.layerCount - lacking / perLayer)"
      : "they are cut off, or the configuration is of another model"
    return .badContent(
      weights.weightOrigin,
      "lacks \(NameSummary.text(names)), without which there is no encoder; \(advice)")
  }
}
