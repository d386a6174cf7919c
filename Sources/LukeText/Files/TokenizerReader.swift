import Foundation

/// Makes a definition from a tokenizer's files.
struct TokenizerReader {
  let files: [String: Data]
  let origin: String

  /// The highest id accepted: one more would be a mistake in the file and a table of gigabytes here.
  private static let highestID = 16_000_000

  func definition() throws(TokenizerError) -> TokenizerDefinition {
    let configuration = try json(TokenizerFiles.configuration)
    var definition = try model(configuration)
    try readRoles(configuration, into: &definition)
    try readAddedTokens(configuration, into: &definition)
    return definition
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

  private func model(_ configuration: JSONValue?) throws(TokenizerError) -> TokenizerDefinition {
    if let tokenizer = try json(TokenizerFiles.tokenizer) {
      return try TokenizerJSONReader(reader: self, root: tokenizer)
        .definition(configuration: configuration)
    }
    if let vocabulary = files[TokenizerFiles.wordPieces] {
      return wordPieceModel(vocabulary, configuration)
    }
    if try json(TokenizerFiles.vocabulary) != nil || files[TokenizerFiles.merges] != nil {
      return try bytePairModel(configuration)
    }
    throw .missingFile(
      "\(origin): no tokenizer; expected tokenizer.json, vocab.json with merges.txt, or vocab.txt")
  }

  private func wordPieceModel(_ data: Data, _ configuration: JSONValue?) -> TokenizerDefinition {
    let lines = TextLines.split(data)
    var vocabulary = ByteTable(minimumCapacity: lines.count)
    // A blank line is no token, at the end or between; those after it keep the ids of their lines.
    for (index, line) in lines.enumerated() where !line.isBlank {
      vocabulary.set(Int32(index), for: line)
    }
    var model = TokenizerDefinition.WordPiece()
    model.apply(configuration)
    return TokenizerDefinition(
      origin: origin, model: .wordPiece(model), vocabulary: vocabulary, roles: .bert,
      addedTokens: [])
  }

  private func bytePairModel(
    _ configuration: JSONValue?
  ) throws(TokenizerError) -> TokenizerDefinition {
    guard let entries = try json(TokenizerFiles.vocabulary) else {
      throw .missingFile("\(origin): merges.txt is there but vocab.json is missing")
    }
    guard let data = files[TokenizerFiles.merges] else {
      throw .missingFile("\(origin): vocab.json is there but merges.txt is missing")
    }
    var model = TokenizerDefinition.BytePair(merges: try merges(data))
    model.apply(configuration)
    model.unknown = TokenizerDefinition.Roles.roberta.tokens["unk_token"]
    return TokenizerDefinition(
      origin: origin, model: .bytePair(model),
      vocabulary: try vocabulary(entries, in: TokenizerFiles.vocabulary), roles: .roberta,
      addedTokens: [])
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
    return vocabulary
  }

  private func merges(_ data: Data) throws(TokenizerError) -> [(String, String)] {
    var merges: [(String, String)] = []
    for (index, line) in TextLines.split(data).enumerated() {
      if line.isBlank || index == 0 && line.hasPrefix("#version") { continue }
      guard let merge = TokenizerReader.merge(line) else {
        throw .badContent(
          "\(place(TokenizerFiles.merges)), line \(index + 1): expected two symbols with a space "
            + "between them")
      }
      merges.append(merge)
    }
    return merges
  }

  /// The two halves of a merge.
  static func merge(_ line: String) -> (String, String)? {
    let parts = line.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    return (String(parts[0]) ?? "", String(parts[1]) ?? "")
  }
}

extension TokenizerDefinition.Roles {
  static let roberta = TokenizerDefinition.Roles(tokens: [
    "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "sep_token": "</s>",
    "pad_token": "<pad>", "cls_token": "<s>", "mask_token": "<mask>",
  ])

  static let bert = TokenizerDefinition.Roles(tokens: [
    "unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": "[PAD]", "cls_token": "[CLS]",
    "mask_token": "[MASK]",
  ])
}

extension TokenizerDefinition.WordPiece {
  /// Takes over what `tokenizer_config.json` says about the normalizer.
  mutating func apply(_ configuration: JSONValue?) {
    guard let configuration else { return }
    let wasStripping = normalizer.stripsAccents != normalizer.lowercases
    if let lowercases = configuration["do_lower_case"]?.bool {
      normalizer.lowercases = lowercases
      // Accents are stripped when text is lower-cased unless said otherwise.
      if !wasStripping { normalizer.stripsAccents = lowercases }
    }
    if let strips = configuration["strip_accents"]?.bool { normalizer.stripsAccents = strips }
    if let separates = configuration["tokenize_chinese_chars"]?.bool {
      normalizer.separatesIdeographs = separates
    }
  }
}

extension TokenizerDefinition.BytePair {
  /// Takes over what `tokenizer_config.json` says about spaces.
  mutating func apply(_ configuration: JSONValue?) {
    if let adds = configuration?["add_prefix_space"]?.bool { addsPrefixSpace = adds }
    if let trims = configuration?["trim_offsets"]?.bool { trimsOffsets = trims }
  }
}

extension String {
  /// Whether there are only spaces and tabs, if anything.
  fileprivate var isBlank: Bool { utf8.allSatisfy { $0 == 0x20 || $0 == 9 } }
}
