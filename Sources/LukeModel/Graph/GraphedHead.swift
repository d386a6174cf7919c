import LukeLayers

/// A head that can describe itself as a graph of operations, which other programs run.
///
/// Inputs and outputs have the names and shapes of transformers' forward call. What a head multiplies hidden states
/// with stays as it is where the encoder stands in 8 bits.
package protocol GraphedHead: LukeHead {
  /// Declares inputs and outputs of the whole model, and what is between them.
  /// - Parameter withEntities: whether entities are asked for, of a model that has them.
  func graph(withEntities: Bool, in graph: GraphBuilder)
}

extension GraphedHead {
  /// The inputs, and the encoder over them.
  func states(
    withEntities: Bool, withChoices: Bool = false, in graph: GraphBuilder
  ) -> (inputs: EncoderInputs, states: HiddenGraph) {
    let inputs = EncoderInputs(
      luke.configuration, withEntities: withEntities, withChoices: withChoices, in: graph)
    return (inputs, luke.graph(inputs, in: graph))
  }

  /// Hidden states of words and of entities, of a head that reads entities.
  func statesOfBoth(
    in graph: GraphBuilder
  ) -> (words: GraphValue, entities: GraphValue) {
    let states = states(withEntities: true, in: graph).states
    guard let entities = states.entities else {
      preconditionFailure("\(Self.architecture) reads entities")
    }
    return (states.words, entities)
  }
}

extension LukeHeads {
  /// The classes that can be written as graphs, of a family, for messages.
  package static func graphed(of family: EncoderFamily) -> [String] {
    all.filter { $0 is any GraphedHead.Type && (family.hasEntities || $0.readsWordsAlone) }
      .map { $0.architecture(of: family) }
  }
}
