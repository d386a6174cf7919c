import LukeJSON
import LukeSystem

/// Reads `tokenizer.json`, the file of Hugging Face's tokenizers library.
///
/// Its parts can be combined freely; those that make the known families are accepted and anything else
/// is refused by name, so that no text is ever encoded in another way than meant.
struct TokenizerJSONReader {
  let reader: TokenizerReader
  let root: JSONValue

  /// The file, for messages.
  var place: String { reader.place(TokenizerFiles.tokenizer) }

  func definition(configuration: JSONValue?) throws(TokenizerError) -> TokenizerDefinition {
    guard let model = root["model"] else { throw .badContent("\(place): no \"model\"") }
    let type = model["type"]?.string
    let family = TokenizerFamilies.readable.first { family in
      if let type { type == family.modelType } else { family.isUntypedModel(model) }
    }
    guard let family else {
      throw refused("model", type ?? "none", accepted: TokenizerFamilies.modelNames)
    }
    return try definition(family, model, configuration)
  }

  private func definition<Family: ReadableTokenizerFamily>(
    _ family: Family.Type, _ model: JSONValue, _ configuration: JSONValue?
  ) throws(TokenizerError) -> TokenizerDefinition {
    var family = try Family(self, model: model)
    family.apply(configuration)
    return TokenizerDefinition(
      origin: reader.origin, family: family, vocabulary: try vocabulary(model),
      roles: Family.roles, addedTokens: [])
  }

  /// A part, or the only part where it is a sequence of one.
  func single(_ key: String, of list: String) -> JSONValue? {
    let part = root[key]
    guard part?["type"]?.string == "Sequence", let parts = part?[list]?.elements else {
      return part
    }
    return parts.count <= 1 ? parts.first : part
  }

  /// Refuses a part that has to be absent.
  func requireNothing(_ key: String) throws(TokenizerError) {
    if let part = single(key, of: key + "s") {
      throw refused(key, part["type"]?.string ?? "unnamed", accepted: "none with a BPE model")
    }
  }

  private func vocabulary(_ model: JSONValue) throws(TokenizerError) -> ByteTable {
    guard let entries = model["vocab"] else {
      throw .badContent("\(place): the model has no \"vocab\"")
    }
    return try reader.vocabulary(entries, in: TokenizerFiles.tokenizer)
  }

  /// The error for a part that is not known.
  func refused(_ part: String, _ name: String, accepted: String) -> TokenizerError {
    .badContent("\(place): the \(part) \(name) is not supported; supported: \(accepted)")
  }
}
