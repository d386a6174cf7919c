import LukeJSON

extension ByteLevelBPE {
  static func isUntypedModel(_ model: JSONValue) -> Bool { model["merges"] != nil }

  init(_ parts: TokenizerJSONReader, model: JSONValue) throws(TokenizerError) {
    try parts.requireNothing("normalizer")
    for key in ["continuing_subword_prefix", "end_of_word_suffix"] {
      if let value = model[key]?.string, !value.isEmpty {
        throw parts.refused("model \(key)", value, accepted: "none")
      }
    }
    if model["byte_fallback"]?.bool == true {
      throw parts.refused(
        "model", "BPE with byte_fallback", accepted: TokenizerFamilies.modelNames)
    }
    self.init(merges: try ByteLevelBPE.merges(model["merges"], parts))
    unknown = model["unk_token"]?.string
    fusesUnknown = model["fuse_unk"]?.bool ?? false
    takesWholeWordsFirst = model["ignore_merges"]?.bool ?? false
    addsPrefixSpace = try ByteLevelBPE.preTokenizer(parts)["add_prefix_space"]?.bool ?? true
    trimsOffsets = ByteLevelBPE.trimsOffsets(parts.root["post_processor"])
  }

  private static func preTokenizer(_ parts: TokenizerJSONReader) throws(TokenizerError) -> JSONValue
  {
    let preTokenizer = parts.single("pre_tokenizer", of: "pretokenizers")
    let type = preTokenizer?["type"]?.string ?? "none"
    guard let preTokenizer, type == "ByteLevel" else {
      throw parts.refused("pre_tokenizer", type, accepted: "ByteLevel")
    }
    guard preTokenizer["use_regex"]?.bool ?? true else {
      throw parts.refused("pre_tokenizer", "ByteLevel without use_regex", accepted: "ByteLevel")
    }
    return preTokenizer
  }

  /// Whether the post-processor cuts spaces off the offsets.
  private static func trimsOffsets(_ postProcessor: JSONValue?) -> Bool {
    switch postProcessor?["type"]?.string {
    case "ByteLevel", "RobertaProcessing": postProcessor?["trim_offsets"]?.bool ?? true
    case "Sequence":
      postProcessor?["processors"]?.elements?.contains(where: trimsOffsets) ?? false
    default: false
    }
  }

  /// Merges written as `"a b"` or as `["a", "b"]`.
  private static func merges(
    _ list: JSONValue?, _ parts: TokenizerJSONReader
  ) throws(TokenizerError) -> [(String, String)] {
    var merges: [(String, String)] = []
    for (index, entry) in (list?.elements ?? []).enumerated() {
      if let merge = entry.string.flatMap(merge) {
        merges.append(merge)
      } else if let halves = entry.elements, halves.count == 2, let left = halves[0].string,
        let right = halves[1].string
      {
        merges.append((left, right))
      } else {
        throw .badContent("\(parts.place): merge \(index + 1) is not a pair of symbols")
      }
    }
    return merges
  }
}
