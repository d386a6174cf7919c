import LukeJSON

extension WordPieceFamily {
  static func isUntypedModel(_ model: JSONValue) -> Bool { model["merges"] == nil }

  init(_ parts: TokenizerJSONReader, model: JSONValue) throws(TokenizerError) {
    self.init()
    unknown = model["unk_token"]?.string ?? unknown
    continuationPrefix = model["continuing_subword_prefix"]?.string ?? continuationPrefix
    maximumWordCount = model["max_input_chars_per_word"]?.integer ?? maximumWordCount
    cleansUp = parts.root["decoder"]?["cleanup"]?.bool ?? cleansUp
    normalizer = try WordPieceFamily.normalizer(parts)
    let type = parts.single("pre_tokenizer", of: "pretokenizers")?["type"]?.string
    guard type == "BertPreTokenizer" else {
      throw parts.refused("pre_tokenizer", type ?? "none", accepted: "BertPreTokenizer")
    }
  }

  private static func normalizer(
    _ parts: TokenizerJSONReader
  ) throws(TokenizerError) -> BertNormalizer.Options {
    guard let normalizer = parts.single("normalizer", of: "normalizers") else {
      return BertNormalizer.Options(
        cleansText: false, separatesIdeographs: false, stripsAccents: false, lowercases: false)
    }
    let type = normalizer["type"]?.string ?? "none"
    guard type == "BertNormalizer" else {
      throw parts.refused("normalizer", type, accepted: "BertNormalizer")
    }
    let lowercases = normalizer["lowercase"]?.bool ?? true
    return BertNormalizer.Options(
      cleansText: normalizer["clean_text"]?.bool ?? true,
      separatesIdeographs: normalizer["handle_chinese_chars"]?.bool ?? true,
      stripsAccents: normalizer["strip_accents"]?.bool ?? lowercases, lowercases: lowercases)
  }
}
