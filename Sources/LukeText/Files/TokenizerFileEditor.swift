import Foundation
import LukeJSON

/// Writes a tokenizer's files.
struct TokenizerFileEditor {
  let tokenizer: Tokenizer

  private var definition: TokenizerDefinition { tokenizer.definition }

  /// The files with more added tokens in each place that lists them.
  func files(adding tokens: [AddedToken]) throws(TokenizerError) -> [String: Data] {
    var files = tokenizer.sources
    let reader = TokenizerReader(files: files, origin: definition.origin)
    var list = try reader.json(TokenizerFiles.addedTokens) ?? .object([])
    var map = try reader.json(TokenizerFiles.specialTokens) ?? .object([])
    for token in tokens {
      list[token.content] = .number(String(token.id))
      map.append(.string(token.content), to: "additional_special_tokens")
    }
    files[TokenizerFiles.addedTokens] = Self.data(list)
    files[TokenizerFiles.specialTokens] = Self.data(map)
    if var root = try reader.json(TokenizerFiles.tokenizer) {
      for token in tokens { root.append(entry(token, withID: true), to: "added_tokens") }
      files[TokenizerFiles.tokenizer] = Self.data(root)
    }
    if var configuration = try reader.json(TokenizerFiles.configuration) {
      if var decoder = configuration["added_tokens_decoder"] {
        for token in tokens { decoder[String(token.id)] = entry(token, withID: false) }
        configuration["added_tokens_decoder"] = decoder
      }
      if configuration["additional_special_tokens"] != nil {
        for token in tokens {
          configuration.append(.string(token.content), to: "additional_special_tokens")
        }
      }
      files[TokenizerFiles.configuration] = Self.data(configuration)
    }
    return files
  }

  /// The files with everything that other readers need.
  func completeFiles() -> [String: Data] {
    var files = tokenizer.sources
    definition.family.addVocabularyFiles(of: definition, to: &files)
    files[TokenizerFiles.configuration] = Self.data(configuration())
    return files
  }

  /// The configuration with the roles, all added tokens and the options of the family spelled out: defaults differ between transformers' versions.
  private func configuration() -> JSONValue {
    let reader = TokenizerReader(files: tokenizer.sources, origin: definition.origin)
    var result = (try? reader.json(TokenizerFiles.configuration)).flatMap { $0 } ?? .object([])
    for role in TokenizerDefinition.Roles.names where result[role] == nil {
      if let token = definition.roles.tokens[role] { result[role] = .string(token) }
    }
    var decoder = JSONValue.object([])
    for token in definition.addedTokens.sorted(by: { $0.id < $1.id }) {
      decoder[String(token.id)] = entry(token, withID: false)
    }
    result["added_tokens_decoder"] = decoder
    definition.family.write(to: &result)
    return addFurtherTokens(to: result)
  }

  private func addFurtherTokens(to configuration: JSONValue) -> JSONValue {
    var result = configuration
    let roles = definition.roles.tokens.values
    let further = definition.addedTokens.filter { token in
      token.isSpecial && !roles.contains { $0.utf8.elementsEqual(token.content.utf8) }
    }
    if !further.isEmpty, result["additional_special_tokens"] == nil {
      result["additional_special_tokens"] = .array(further.map { .string($0.content) })
    }
    return result
  }

  private func entry(_ token: AddedToken, withID: Bool) -> JSONValue {
    var members: [JSONValue.Member] = []
    if withID { members.append(.init(key: "id", value: .number(String(token.id)))) }
    members += [
      .init(key: "content", value: .string(token.content)),
      .init(key: "lstrip", value: .bool(token.stripsLeft)),
      .init(key: "normalized", value: .bool(token.isNormalized)),
      .init(key: "rstrip", value: .bool(token.stripsRight)),
      .init(key: "single_word", value: .bool(token.isSingleWord)),
      .init(key: "special", value: .bool(token.isSpecial)),
    ]
    return .object(members)
  }

  /// The bytes of a JSON file.
  static func data(_ value: JSONValue) -> Data {
    Data(JSONWriter.write(value, .lines(indentation: 2)) + [10])
  }
}

extension JSONValue {
  /// Appends to the list under a key, which is made when absent.
  fileprivate mutating func append(_ element: JSONValue, to key: String) {
    self[key] = .array((self[key]?.elements ?? []) + [element])
  }
}
