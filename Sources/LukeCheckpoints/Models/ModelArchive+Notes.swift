import LukeLayers
import LukeModel

extension ModelArchive {
  /// What a copy of the model does not say by itself, one sentence each: what is read as something
  /// else, what is no weight and left out, and what the file lacks of the model that it is of.
  ///
  /// Throws `CheckpointError` where a weight has another shape than the configuration gives it.
  public func notes() throws -> [String] {
    var notes = weights.notes
    let unread = weights.unusedFileNames(by: weights.entries.keys)
    if !unread.isEmpty {
      notes.append(
        "\(weights.weightOrigin): left out, as LUKE has no place for them: \(NameSummary.text(unread))"
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
    let missing = store.parameters.map(\.name).filter { found[$0] == nil }
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
        "\(weights.weightOrigin): no LUKE has \(NameSummary.text(strangers)), so the model will not be "
          + "loaded; adapters have to be merged into the weights first")
    }
    return notes
  }
}
