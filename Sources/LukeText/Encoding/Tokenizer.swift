import Foundation

/// Turns text into vocabulary ids with the place in the text that each covers.
///
/// It is made of five parts: a normalizer, a pre-tokenizer, a model of subwords, a template and a decoder.
/// Gives the ids and offsets of transformers' `RobertaTokenizerFast` (byte-level byte-pair encoding)
/// and `BertTokenizerFast` (WordPiece). A tokenizer never changes and may be used by any number of
/// threads at once.
public final class Tokenizer: Sendable {
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

  /// What is unusual about the files, one sentence each: tokens that no text becomes, ids without a token.
  public let notes: [String]

  let sources: [String: Data]
  let definition: TokenizerDefinition
  let encoder: TextEncoder
  /// Tokens that are found in the text before anything else looks at it, by id.
  let addedTokens: [Int32: AddedToken]
  private let vocabulary: TokenVocabulary
  private let workspaces: WorkspacePool

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
    let ids = try SpecialIDs(definition)
    let vocabulary = TokenVocabulary(definition)
    let pipeline = try definition.family.pipeline(definition, ids)
    self.definition = definition
    self.vocabulary = vocabulary
    sources = files
    notes = (pipeline.notes + vocabulary.notes).map { "\(definition.origin): \($0)" }
    vocabularySize = vocabulary.count
    (classificationID, separatorID) = (ids.classification, ids.separator)
    (paddingID, unknownID, maskID) = (ids.padding, ids.unknown, ids.mask)
    addedTokens = Dictionary(
      definition.addedTokens.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    encoder = TextEncoder(definition, vocabulary, pipeline)
    workspaces = WorkspacePool(pipeline.model)
  }

  /// The token with an id; `nil` when no token has it.
  public func token(id: Int32) -> String? { vocabulary.token(id: id) }

  /// The id of a token of the vocabulary; `nil` when it is not in it.
  public func id(token: String) -> Int32? { vocabulary.id(token: token) }

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

  /// The ids of the tokens that `encode` gives, in less time.
  public func ids(of text: String, addPrefixSpace: Bool = false) -> [Int32] {
    var ids: [Int32] = []
    var text = text
    text.withUTF8 { bytes in
      workspaces.withWorkspace { workspace in
        encoder.appendIDs(
          bytes, prefixSpace: addPrefixSpace ? .always : .asConfigured, in: workspace, to: &ids)
      }
    }
    return ids
  }
}
