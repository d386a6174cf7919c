import Foundation
import LukeJSON
import LukeSystem

/// A byte-level vocabulary with its merges, as learned.
package struct BytePairVocabulary: Sendable {
  private let specialTokens: [String]
  private let addsPrefixSpace: Bool
  /// The tokens in the byte alphabet, numbered by their ids.
  private var tokens = InternedBytes()
  /// The id of each byte's token.
  let idOfByte: [UInt32]
  /// The merges, in the order they were learned.
  private var pairs: [SymbolPair] = []

  /// The vocabulary of special tokens and bytes, in the order of the bytes' characters.
  init(specialTokens: [String], addsPrefixSpace: Bool) {
    self.specialTokens = specialTokens
    self.addsPrefixSpace = addsPrefixSpace
    var tokens = InternedBytes()
    for token in specialTokens { _ = tokens.intern(token) }
    let characters = ByteAlphabet.characters.map { Unicode.Scalar($0).map { String($0) } ?? "" }
    for byte in (0..<256).sorted(by: { ByteAlphabet.characters[$0] < ByteAlphabet.characters[$1] })
    {
      _ = tokens.intern(characters[byte])
    }
    idOfByte = characters.map { UInt32(tokens.number(of: $0) ?? 0) }
    self.tokens = tokens
  }

  /// The number of tokens.
  package var count: Int { tokens.count }

  /// The number of merges.
  package var mergeCount: Int { merges.count }

  /// Adds a merge and gives the id of the merged token.
  ///
  /// Two merges may give the same token, which may also be a special one.
  mutating func addMerge(_ pair: SymbolPair) -> UInt32 {
    pairs.append(pair)
    let token = Array(tokens[Int(pair.first)] + tokens[Int(pair.second)])
    return token.withUnsafeBufferPointer { UInt32(tokens.intern($0).number) }
  }

  /// The merges without repetitions: of a pair merged several times the last counts.
  private var merges: [SymbolPair] {
    var seen: Set<SymbolPair> = []
    return pairs.reversed().filter { seen.insert($0).inserted }.reversed()
  }
}

// MARK: - Files

extension BytePairVocabulary {
  /// The names of the files of a tokenizer.
  package static let fileNames = [
    ByteLevelBPE.vocabularyFile, ByteLevelBPE.mergesFile, TokenizerFiles.configuration,
  ]

  /// The files of a tokenizer, by name, which transformers reads as `RobertaTokenizer` and this
  /// package as a `Tokenizer`: `vocab.json`, `merges.txt`, `tokenizer_config.json`.
  ///
  /// The first two are byte for byte as Hugging Face writes them. `maximumCount` is the longest
  /// sequence in tokens, for transformers. Throws `TokenizerError`.
  package func files(maximumCount: Int = 512) throws -> [String: Data] {
    let files = [
      ByteLevelBPE.vocabularyFile: vocabularyFile, ByteLevelBPE.mergesFile: mergesFile,
      TokenizerFiles.configuration: configurationFile(maximumCount: maximumCount),
    ]
    // Spells out what every reader needs to know of the special tokens.
    return try Tokenizer(files: files, origin: "the learned vocabulary").files
  }

  private var vocabularyFile: Data {
    let ids = (0..<tokens.count).map {
      JSONValue.Member(key: tokens.string(at: $0), value: .integer($0))
    }
    return Data(JSONWriter.write(.object(ids), .compact))
  }

  private var mergesFile: Data {
    var bytes = Array("#version: 0.2\n".utf8)
    for pair in merges {
      bytes += tokens[Int(pair.first)] + [0x20] + tokens[Int(pair.second)] + [10]
    }
    return Data(bytes)
  }

  private func configurationFile(maximumCount: Int) -> Data {
    let roles = ByteLevelBPE.roles.tokens
    var configuration = JSONValue.object([])
    configuration["tokenizer_class"] = .string(ByteLevelBPE.transformersClass)
    configuration["add_prefix_space"] = .bool(addsPrefixSpace)
    for role in TokenizerDefinition.Roles.names {
      configuration[role] = roles[role].map { .string($0) }
    }
    let further = specialTokens.filter { !roles.values.contains($0) }
    if !further.isEmpty {
      configuration["additional_special_tokens"] = .array(further.map { .string($0) })
    }
    configuration["model_max_length"] = .integer(maximumCount)
    return TokenizerFileEditor.data(configuration)
  }
}
