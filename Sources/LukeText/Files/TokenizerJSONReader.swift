/// Reads `tokenizer.json`, the file of Hugging Face's tokenizers library.
///
/// Its parts can be combined freely; those that make BERT's and RoBERTa's tokenizers are accepted
/// and anything else is refused by name, so that no text is ever encoded in another way than meant.
struct TokenizerJSONReader {
  let reader: TokenizerReader
  let root: JSONValue

  private static let file = TokenizerFiles.tokenizer

  func definition(configuration: JSONValue?) throws(TokenizerError) -> TokenizerDefinition {
    guard let model = root["model"] else {
      throw .badContent("\(reader.place(TokenizerJSONReader.file)): no \"model\"")
    }
    switch model["type"]?.string ?? (model["merges"] == nil ? "WordPiece" : "BPE") {
    case "BPE": return try bytePair(model, configuration)
    case "WordPiece": return try wordPiece(model, configuration)
    case let other: throw refused("model", other, accepted: "BPE (byte-level), WordPiece")
    }
  }

  private func bytePair(
    _ model: JSONValue, _ configuration: JSONValue?
  ) throws(TokenizerError) -> TokenizerDefinition {
    try requireNothing("normalizer")
    for key in ["continuing_subword_prefix", "end_of_word_suffix"] {
      if let value = model[key]?.string, !value.isEmpty {
        throw refused("model \(key)", value, accepted: "none")
      }
    }
    if model["byte_fallback"]?.bool == true {
      throw refused("model", "BPE with byte_fallback", accepted: "BPE (byte-level), WordPiece")
    }
    var options = TokenizerDefinition.BytePair(merges: try merges(model["merges"]))
    options.unknown = model["unk_token"]?.string
    options.fusesUnknown = model["fuse_unk"]?.bool ?? false
    options.takesWholeWordsFirst = model["ignore_merges"]?.bool ?? false
    options.addsPrefixSpace = try byteLevelPreTokenizer()["add_prefix_space"]?.bool ?? true
    options.trimsOffsets = trimsOffsets(root["post_processor"])
    options.apply(configuration)
    return TokenizerDefinition(
      origin: reader.origin, model: .bytePair(options), vocabulary: try vocabulary(model),
      roles: .roberta, addedTokens: [])
  }

  private func wordPiece(
    _ model: JSONValue, _ configuration: JSONValue?
  ) throws(TokenizerError) -> TokenizerDefinition {
    var options = TokenizerDefinition.WordPiece()
    options.unknown = model["unk_token"]?.string ?? options.unknown
    options.continuationPrefix =
      model["continuing_subword_prefix"]?.string ?? options.continuationPrefix
    options.maximumWordCount =
      model["max_input_chars_per_word"]?.integer ?? options.maximumWordCount
    options.normalizer = try bertNormalizer()
    let preTokenizer = single(root["pre_tokenizer"], of: "pretokenizers")
    let type = preTokenizer?["type"]?.string ?? "none"
    guard type == "BertPreTokenizer" else {
      throw refused("pre_tokenizer", type, accepted: "BertPreTokenizer")
    }
    options.apply(configuration)
    return TokenizerDefinition(
      origin: reader.origin, model: .wordPiece(options), vocabulary: try vocabulary(model),
      roles: .bert, addedTokens: [])
  }

  private func bertNormalizer() throws(TokenizerError) -> BertNormalizer.Options {
    guard let normalizer = single(root["normalizer"], of: "normalizers") else {
      return BertNormalizer.Options(
        cleansText: false, separatesIdeographs: false, stripsAccents: false, lowercases: false)
    }
    let type = normalizer["type"]?.string ?? "none"
    guard type == "BertNormalizer" else {
      throw refused("normalizer", type, accepted: "BertNormalizer")
    }
    let lowercases = normalizer["lowercase"]?.bool ?? true
    return BertNormalizer.Options(
      cleansText: normalizer["clean_text"]?.bool ?? true,
      separatesIdeographs: normalizer["handle_chinese_chars"]?.bool ?? true,
      stripsAccents: normalizer["strip_accents"]?.bool ?? lowercases, lowercases: lowercases)
  }

  private func byteLevelPreTokenizer() throws(TokenizerError) -> JSONValue {
    let preTokenizer = single(root["pre_tokenizer"], of: "pretokenizers")
    let type = preTokenizer?["type"]?.string ?? "none"
    guard let preTokenizer, type == "ByteLevel" else {
      throw refused("pre_tokenizer", type, accepted: "ByteLevel")
    }
    guard preTokenizer["use_regex"]?.bool ?? true else {
      throw refused("pre_tokenizer", "ByteLevel without use_regex", accepted: "ByteLevel")
    }
    return preTokenizer
  }

  /// Whether the post-processor cuts spaces off the offsets.
  private func trimsOffsets(_ postProcessor: JSONValue?) -> Bool {
    switch postProcessor?["type"]?.string {
    case "ByteLevel", "RobertaProcessing": postProcessor?["trim_offsets"]?.bool ?? true
    case "Sequence":
      postProcessor?["processors"]?.elements?.contains(where: trimsOffsets) ?? false
    default: false
    }
  }

  /// A part, or the only part of a sequence of one.
  private func single(_ part: JSONValue?, of list: String) -> JSONValue? {
    guard part?["type"]?.string == "Sequence", let parts = part?[list]?.elements else {
      return part
    }
    return parts.count <= 1 ? parts.first : part
  }

  private func requireNothing(_ key: String) throws(TokenizerError) {
    if let part = single(root[key], of: key + "s") {
      throw refused(key, part["type"]?.string ?? "unnamed", accepted: "none with a BPE model")
    }
  }

  private func vocabulary(_ model: JSONValue) throws(TokenizerError) -> ByteTable {
    guard let entries = model["vocab"] else {
      throw .badContent("\(reader.place(TokenizerJSONReader.file)): the model has no \"vocab\"")
    }
    return try reader.vocabulary(entries, in: TokenizerJSONReader.file)
  }

  /// Merges written as `"a b"` or as `["a", "b"]`.
  private func merges(_ list: JSONValue?) throws(TokenizerError) -> [(String, String)] {
    var merges: [(String, String)] = []
    for (index, entry) in (list?.elements ?? []).enumerated() {
      if let merge = entry.string.flatMap(TokenizerReader.merge) {
        merges.append(merge)
      } else if let parts = entry.elements, parts.count == 2, let left = parts[0].string,
        let right = parts[1].string
      {
        merges.append((left, right))
      } else {
        throw .badContent(
          "\(reader.place(TokenizerJSONReader.file)): merge \(index + 1) is not a pair of symbols")
      }
    }
    return merges
  }

  private func refused(_ part: String, _ name: String, accepted: String) -> TokenizerError {
    .badContent(
      "\(reader.place(TokenizerJSONReader.file)): the \(part) \(name) is not supported; supported: "
        + accepted)
  }
}
