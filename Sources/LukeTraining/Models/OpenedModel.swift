import Foundation
import LukeCheckpoints
import LukeText

/// What the section `model` of a recipe leads to, opened once for all of a run that asks for it.
package struct OpenedModel {
  /// The section.
  var settings: ModelSettings
  /// What `model.from` leads to.
  let source: ModelSource

  /// Opens `model.from`.
  /// - Throws: `TrainingError.badData` for what is no model, and what `ModelSource.open` throws.
  package init(_ settings: ModelSettings) throws {
    self.settings = settings
    source = try ModelArgument.open(settings.from)
  }

  /// Whether it is a BERT or RoBERTa that has no entities, and gets none unless the recipe asks for them.
  var isPlain: Bool {
    switch source {
    case .encoder: false
    case .model(let model): !model.configuration.usesEntities
    case .configuration(let configuration, _): !configuration.usesEntities
    }
  }

  /// What its weights have learned before.
  var start: ModelStart {
    switch source {
    case .encoder: .encoder
    case .model: isPlain ? .encoder : .luke
    case .configuration: isPlain ? .encoder : .random
    }
  }

  /// What the hub is told of a model that begins with it: nothing where all begins at random.
  var hubFacts: HubFacts {
    switch source {
    case .configuration: HubFacts()
    case .model(let model): HubFacts(of: model, at: settings.from)
    case .encoder(let encoder):
      HubFacts(ofFolder: settings.from).completed(by: encoder.hubFacts)
    }
  }

  /// The tokenizer: the one that the recipe names, the model's own, or the one beside a `config.json`.
  package func tokenizer() throws -> Tokenizer {
    if let folder = settings.tokenizer {
      return try Self.tokenizer(in: URL(filePath: folder))
    }
    switch source {
    case .model(let model): return try stored(model.storedTokenizer)
    case .encoder(let encoder): return try stored(encoder.storedTokenizer)
    case .configuration:
      return try Self.tokenizer(in: URL(filePath: settings.from).deletingLastPathComponent())
    }
  }

  /// The tokenizer of a folder; where there is none the error says where one comes from.
  private static func tokenizer(in folder: URL) throws -> Tokenizer {
    do { return try Tokenizer(folder: folder) } catch TokenizerError.missingFile(let message) {
      throw TokenizerError.missingFile(
        message
          + "; name a folder that has one in model.tokenizer, or make one with train-tokenizer")
    }
  }

  /// The tokenizer; nil where the model begins at random and none lies beside it.
  package func tokenizerIfAny() throws -> Tokenizer? {
    do { return try tokenizer() } catch TokenizerError.missingFile(let message) {
      if case .configuration = source, settings.tokenizer == nil { return nil }
      throw TokenizerError.missingFile(message)
    }
  }

  private func stored(_ tokenizer: StoredTokenizer?) throws -> Tokenizer {
    if let tokenizer { return try tokenizer.value }
    throw TrainingError.missing(
      "\(settings.from): the model has no tokenizer; name the folder of its own in model.tokenizer")
  }
}
