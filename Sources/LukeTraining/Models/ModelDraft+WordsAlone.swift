import LukeCheckpoints
import LukeLayers
import LukeModel
import LukeTasks
import LukeText

extension ModelDraft {
  /// The words of an opened model alone (`model.use_entities` is false): a plain encoder as it is, or a LUKE
  /// without what reads entities.
  init(withoutEntities model: OpenedModel, _ tokenizer: Tokenizer) throws {
    switch model.source {
    case .encoder(let encoder): self.init(try encoder.plain())
    case .model(let luke) where luke.configuration.usesEntities:
      let (plain, count) = luke.withoutEntities(as: tokenizer.family)
      self.init(plain)
      notes.append(
        "\(luke.origin): \(counted(count, "array")) of entities left out (model.use_entities)")
    case .model(let plain): self.init(plain)
    case .configuration(let configuration, let notes):
      self.init(
        ModelArchive(
          origin: model.settings.from,
          configuration: configuration.usesEntities
            ? configuration.withoutEntities(as: tokenizer.family) : configuration,
          weights: ModelWeights(ParameterStore())))
      hasWeights = false
      self.notes = notes
    }
  }
}

extension Tokenizer {
  /// The plain family whose models have such tokenizers: a LUKE that began from BERT is a BERT again.
  fileprivate var family: EncoderFamily {
    switch transformersClass {
    case "BertTokenizer": .bert
    case "XLMRobertaTokenizer": .xlmRoberta
    default: .roberta
    }
  }
}
