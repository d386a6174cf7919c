/// BERT's WordPiece, with what its files say besides the vocabulary.
struct WordPieceFamily: ReadableTokenizerFamily {
  /// The token of words that the vocabulary cannot spell.
  var unknown = "[UNK]"
  /// What the spelling of subwords begins with that continue a word.
  var continuationPrefix = "##"
  /// The scalars of the longest word that is not unknown.
  var maximumWordCount = 100
  /// Whether text made of tokens has no spaces before punctuation.
  var cleansUp = true
  /// Tokens that `vocab.txt` has twice, with the ids of their lines.
  var repeatedTokens: [String] = []
  /// What is done to text before words are looked for.
  var normalizer = BertNormalizer.Options()

  static let transformersClass = "BertTokenizer"
  static let modelType = "WordPiece"
  static let tellingFile = "vocab.txt"
  static let vocabularyFiles = [tellingFile]
  static let modelName = modelType
  static let filesName = tellingFile
  static let maskStripsLeft = false

  static let roles = TokenizerDefinition.Roles(tokens: [
    "unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": "[PAD]", "cls_token": "[CLS]",
    "mask_token": "[MASK]",
  ])

  func pipeline(
    _ definition: TokenizerDefinition, _ ids: SpecialIDs
  ) throws(TokenizerError) -> TokenizerPipeline {
    TokenizerPipeline(
      normalizer: BertNormalizer(options: normalizer), preTokenizer: BertPreTokenizer(),
      model: WordPieceModel(
        vocabulary: definition.vocabulary, continuationPrefix: continuationPrefix,
        unknownID: definition.id(of: unknown) ?? ids.unknown,
        maximumWordCount: maximumWordCount),
      template: BertTemplate(specialIDs: ids),
      decoder: WordPieceDecoder(continuationPrefix: continuationPrefix, cleansUp: cleansUp),
      notes: notes)
  }

  private var notes: [String] {
    if repeatedTokens.isEmpty { return [] }
    let shown = repeatedTokens.prefix(3).joined(separator: ", ")
    let rest = repeatedTokens.count > 3 ? " and \(repeatedTokens.count - 3) more" : ""
    let count = repeatedTokens.count
    return [
      "\(Self.tellingFile) gives \(count == 1 ? "a token" : "\(count) tokens") twice, and the later id is "
        + "taken, as transformers does: \(shown)\(rest)"
    ]
  }
}
