import Foundation

/// Turns text into vocabulary ids with the place in the text that each covers.
///
/// Gives the ids and offsets of transformers' `RobertaTokenizerFast` (byte-level byte-pair encoding)
/// and `BertTokenizerFast` (WordPiece). A tokenizer never changes and may be used by any number of
/// threads at once.
public final class Tokenizer: Sendable {
  /// How a tokenizer cuts words into subwords.
  public enum Family: String, Sendable {
    /// GPT-2's and RoBERTa's byte-level byte-pair encoding.
    case byteLevelBPE
    /// BERT's WordPiece.
    case wordPiece
  }

  /// How this tokenizer cuts words.
  public let family: Family
  /// The highest id plus one: the number of rows an embedding table needs.
  public let vocabularySize: Int
  /// The id of the token that starts a sequence: `<s>` or `[CLS]`.
  public let classificationID: Int32
  /// The id of the token that ends a sequence: `</s>` or `[SEP]`.
  public let separatorID: Int32
  /// The id that fills up a batch: `<pad>` or `[PAD]`.
  public let paddingID: Int32
  /// The id of what the vocabulary cannot spell: `<unk>` or `[UNK]`.
  public let unknownID: Int32
  /// The id that hides a word in pretraining: `<mask>` or `[MASK]`.
  public let maskID: Int32

  let sources: [String: Data]
  let definition: TokenizerDefinition
  /// Token → id, added tokens included.
  private let tokens: ByteTable
  /// Id → number of the key in `tokens`, -1 where an id has no token.
  private let numbers: [Int32]
  let encoder: TextEncoder
  private let workspaces = WorkspacePool()

  /// Reads a tokenizer from a folder as transformers saves it.
  ///
  /// The folder holds `tokenizer.json`, or `vocab.json` with `merges.txt`, or `vocab.txt`; beside them
  /// `tokenizer_config.json`, `special_tokens_map.json` and `added_tokens.json` are read when there.
  /// Throws `TokenizerError`.
  public convenience init(folder: URL) throws {
    try self.init(files: TokenizerFiles.read(from: folder), origin: folder.path)
  }

  /// Reads a tokenizer from the bytes of its files, by name.
  ///
  /// `origin` says in error messages where the files come from. Throws `TokenizerError`.
  public init(files: [String: Data], origin: String) throws {
    let definition = try TokenizerReader(files: files, origin: origin).definition()
    var tokens = definition.vocabulary
    for token in definition.addedTokens { tokens.set(token.id, for: token.content) }
    let ids = try SpecialIDs(definition)
    self.definition = definition
    self.tokens = tokens
    sources = files
    numbers = Tokenizer.numbers(of: tokens)
    vocabularySize = numbers.count
    (classificationID, separatorID) = (ids.classification, ids.separator)
    (paddingID, unknownID, maskID) = (ids.padding, ids.unknown, ids.mask)
    switch definition.model {
    case .bytePair(let options):
      family = .byteLevelBPE
      encoder = TextEncoder(
        definition, bytePair: try BytePairModel(definition, options),
        spaces: Tokenizer.spaces(of: tokens, numbers: numbers))
    case .wordPiece(let options):
      family = .wordPiece
      encoder = TextEncoder(
        definition, wordPiece: WordPieceModel(definition, options, unknownID: ids.unknown),
        normalizer: BertNormalizer(options: options.normalizer))
    }
  }

  private static func numbers(of tokens: ByteTable) -> [Int32] {
    var numbers = [Int32](repeating: -1, count: Int((tokens.values.max() ?? -1) + 1))
    for (number, id) in tokens.values.enumerated() { numbers[Int(id)] = Int32(number) }
    return numbers
  }

  /// How many spaces each token starts and ends with, the latter in the high half.
  private static func spaces(of tokens: ByteTable, numbers: [Int32]) -> [UInt32] {
    numbers.map { number in
      guard number >= 0 else { return 0 }
      let scalars = tokens.string(at: Int(number)).unicodeScalars
      let isSpace = { (scalar: Unicode.Scalar) in
        scalar == ByteAlphabet.space || scalar.properties.isWhitespace
      }
      let leading = scalars.prefix(while: isSpace).count
      let trailing = scalars.reversed().prefix(while: isSpace).count
      return UInt32(min(leading, 0xFFFF)) | UInt32(min(trailing, 0xFFFF)) << 16
    }
  }

  /// The token with an id; `nil` when no token has it.
  public func token(id: Int32) -> String? {
    guard numbers.indices.contains(Int(id)), numbers[Int(id)] >= 0 else { return nil }
    return tokens.string(at: Int(numbers[Int(id)]))
  }

  /// The id of a token of the vocabulary; `nil` when it is not in it.
  public func id(token: String) -> Int32? {
    tokens.value(of: token)
  }

  /// The tokens of a text, without those that start and end a sequence.
  ///
  /// Special and added tokens in the text are found as such. With `addPrefixSpace` a byte-level
  /// tokenizer reads the text as if a space stood before it (and behind every added token), as
  /// transformers does with `add_prefix_space=True`; WordPiece makes no difference. Offsets count
  /// Unicode scalars of `text`.
  public func encode(_ text: String, addPrefixSpace: Bool = false) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(text.utf8.count / 4 + 4)
    encode(word: text, addPrefixSpace: addPrefixSpace, into: &tokens)
    return tokens
  }

  /// Appends the tokens of a word, the same as `encode` gives; for text that comes word by word.
  public func encode(word: String, addPrefixSpace: Bool = false, into tokens: inout [Token]) {
    var word = word
    word.withUTF8 { bytes in
      workspaces.withWorkspace { workspace in
        encoder.encode(
          bytes, prefixSpace: addPrefixSpace ? .always : .asConfigured, in: workspace,
          into: &tokens)
      }
    }
  }
}
