import Foundation
import LukeJSON
import LukeSystem

/// Makes a definition from a tokenizer's files.
struct TokenizerReader {
  let files: [String: Data]
  let origin: String

  /// The highest id accepted: one more would be a mistake in the file and a table of gigabytes here.
  private static let highestID = 16_000_000

  func definition() throws(TokenizerError) -> TokenizerDefinition {
    let configuration = try object(TokenizerFiles.configuration)
    let tokenizer = try object(TokenizerFiles.tokenizer)
    var definition = try model(tokenizer, configuration)
    let map = try object(TokenizerFiles.specialTokens)
    try checkAddedTokens(tokenizer, configuration)
    readRoles(configuration, map, into: &definition)
    try readAddedTokens(
      configuration, map, tokenizer?["added_tokens"]?.elements ?? [], into: &definition)
    return definition
  }

  /// Throws where added tokens are listed in another form than the one that is read.
  private func checkAddedTokens(
    _ tokenizer: JSONValue?, _ configuration: JSONValue?
  ) throws(TokenizerError) {
    if let list = tokenizer?["added_tokens"], list != .null, list.elements == nil {
      throw .badContent("\(place(TokenizerFiles.tokenizer)): added_tokens is not a list of tokens")
    }
    let key = "added_tokens_decoder"
    if let map = configuration?[key], map != .null, map.members == nil {
      throw .badContent(
        "\(place(TokenizerFiles.configuration)): \(key) is not an object of ids and their tokens")
    }
  }

  /// A file that is JSON; `nil` when it is absent.
  func json(_ name: String) throws(TokenizerError) -> JSONValue? {
    guard let data = files[name] else { return nil }
    do throws(JSONSyntaxError) {
      return try JSONParser.parse(data)
    } catch {
      throw .badContent("\(place(name)), \(error.place): \(error.message)")
    }
  }

  /// A file that is an object of JSON; `nil` when it is absent.
  ///
  /// Anything else has none of the keys that are looked for, and would be passed over without a word.
  func object(_ name: String) throws(TokenizerError) -> JSONValue? {
    let value = try json(name)
    if let value, value.members == nil {
      throw .badContent("\(place(name)): this is not a JSON object; get the file anew")
    }
    return value
  }

  func place(_ name: String) -> String { "\(origin): \(name)" }

  /// An id as files give it, checked.
  func id(_ value: JSONValue?, of token: String, in name: String) throws(TokenizerError) -> Int32 {
    guard let id = value?.integer, (0...TokenizerReader.highestID).contains(id) else {
      throw .badContent(
        "\(place(name)): the id of \(token.debugDescription) must be a whole number from 0 to "
          + "\(TokenizerReader.highestID)")
    }
    return Int32(id)
  }

  private func model(
    _ tokenizer: JSONValue?, _ configuration: JSONValue?
  ) throws(TokenizerError) -> TokenizerDefinition {
    if let tokenizer {
      return try TokenizerJSONReader(reader: self, root: tokenizer)
        .definition(configuration: configuration)
    }
    for family in TokenizerFamilies.readable {
      if let definition = try definition(family, configuration) { return definition }
    }
    if let refusal = SentencePieceFamily.refusal(of: files, origin: origin) { throw refusal }
    throw .missingFile("\(origin): no tokenizer; expected \(TokenizerFamilies.fileNames)")
  }

  /// Reads the own files of a family; `nil` when they are not there.
  private func definition<Family: ReadableTokenizerFamily>(
    _ family: Family.Type, _ configuration: JSONValue?
  ) throws(TokenizerError) -> TokenizerDefinition? {
    guard let (found, vocabulary) = try family.read(self, configuration: configuration) else {
      return nil
    }
    return TokenizerDefinition(
      origin: origin, family: found, vocabulary: vocabulary, roles: Family.roles, addedTokens: [])
  }

  /// The entries of an object token → id.
  func vocabulary(_ entries: JSONValue, in name: String) throws(TokenizerError) -> ByteTable {
    guard case .object(let members) = entries else {
      throw .badContent("\(place(name)): expected an object of tokens and their ids")
    }
    var vocabulary = ByteTable(minimumCapacity: members.count)
    for member in members {
      vocabulary.set(try id(member.value, of: member.key, in: name), for: member.key)
    }
    try TokenIdentifiers(vocabulary).check(place(name))
    return vocabulary
  }
}
