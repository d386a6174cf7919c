import LukeSystem

/// GPT-2's and RoBERTa's byte-level byte-pair encoding, with what its files say besides the vocabulary.
struct ByteLevelBPE: ReadableTokenizerFamily {
  /// Left and right half of each merge, by rank.
  var merges: [(String, String)] = []
  /// The token of bytes that the vocabulary lacks; without one they are left out.
  var unknown: String?
  /// Whether neighbours that the vocabulary lacks are one unknown token.
  var fusesUnknown = false
  /// Whether a word that is in the vocabulary is taken whole, whatever the merges make of it.
  var takesWholeWordsFirst = false
  /// Whether a space is put before every text that does not start with one.
  var addsPrefixSpace = false
  /// Whether offsets leave out the whitespace that tokens start and end with.
  var trimsOffsets = true

  static let transformersClass = "RobertaTokenizer"
  static let modelType = "BPE"
  static let vocabularyFile = "vocab.json"
  static let mergesFile = "merges.txt"
  static let tellingFile = mergesFile
  static let vocabularyFiles = [vocabularyFile, mergesFile]
  static let modelName = "BPE (byte-level)"
  static let filesName = "vocab.json with merges.txt"
  /// RoBERTa's mask stands for a word with the space before it.
  static let maskStripsLeft = true

  static let roles = TokenizerDefinition.Roles(tokens: [
    "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "sep_token": "</s>",
    "pad_token": "<pad>", "cls_token": "<s>", "mask_token": "<mask>",
  ])

  func pipeline(
    _ definition: TokenizerDefinition, _ ids: SpecialIDs
  ) throws(TokenizerError) -> TokenizerPipeline {
    TokenizerPipeline(
      normalizer: nil, preTokenizer: ByteLevelPreTokenizer(addsPrefixSpace: addsPrefixSpace),
      model: try model(definition),
      template: RobertaTemplate(specialIDs: ids, trimsOffsets: trimsOffsets),
      decoder: ByteLevelDecoder(), notes: notes(definition))
  }

  /// Builds the model's tables; throws when a merge uses a symbol that the vocabulary lacks.
  private func model(_ definition: TokenizerDefinition) throws(TokenizerError) -> BytePairModel {
    let vocabulary = definition.vocabulary
    let byteIDs = ByteAlphabet.characters.map { character in
      Unicode.Scalar(character).flatMap { vocabulary.value(of: String($0)) } ?? -1
    }
    try checkMerges(vocabulary.count, of: definition)
    var table = IntegerMap(minimumCapacity: merges.count)
    for (rank, (left, right)) in merges.enumerated() {
      guard let leftID = vocabulary.value(of: left), let rightID = vocabulary.value(of: right),
        let merged = vocabulary.value(of: left + right)
      else {
        let missing = [left, right, left + right].first { vocabulary.value(of: $0) == nil } ?? ""
        throw .badContent(
          "\(definition.origin): merge \(rank + 1) (\(left) \(right)) needs \(missing), which the "
            + "vocabulary lacks")
      }
      table.set(
        UInt64(rank) << 32 | UInt64(UInt32(bitPattern: merged)),
        first: UInt32(bitPattern: leftID), second: UInt32(bitPattern: rightID))
    }
    return BytePairModel(
      byteIDs: byteIDs, merges: table, unknownID: unknown.flatMap(definition.id),
      fusesUnknown: fusesUnknown, wholeWords: takesWholeWordsFirst ? vocabulary : nil)
  }

  /// Throws where most tokens could not be made of bytes, for each merge makes one: the file is cut off.
  private func checkMerges(
    _ tokenCount: Int, of definition: TokenizerDefinition
  ) throws(TokenizerError) {
    // Beside the bytes there are special tokens and some that nothing makes.
    let others = tokenCount - ByteAlphabet.characters.count
    if takesWholeWordsFirst || others <= 64 + 2 * merges.count { return }
    throw .badContent(
      "\(definition.origin): has \(tokenCount) tokens, but only \(merges.count) merges that make them of "
        + "bytes; the merges are cut off, get the file anew")
  }
}
