import LukeJSON

extension TokenizerReader {
  /// Reads which token has which role; `map` is that of the special tokens.
  func readRoles(
    _ configuration: JSONValue?, _ map: JSONValue?, into definition: inout TokenizerDefinition
  ) {
    // A configuration that lists the added tokens stands for all; an older one is completed by the
    // map, as transformers does.
    let sources =
      configuration?["added_tokens_decoder"] == nil ? [configuration, map] : [map, configuration]
    for source in sources {
      for role in TokenizerDefinition.Roles.names {
        if let token = content(source?[role]) { definition.roles.tokens[role] = token }
      }
    }
  }

  /// Reads the added tokens from wherever they are listed, the later over the earlier; `list` is that of
  /// `tokenizer.json`.
  func readAddedTokens(
    _ configuration: JSONValue?, _ map: JSONValue?, _ list: [JSONValue],
    into definition: inout TokenizerDefinition
  ) throws(TokenizerError) {
    var identifiers = TokenIdentifiers(definition.vocabulary)
    for token in roleTokens(definition, map) { definition.add(token) }
    for entry in list {
      let entry = try token(entry, id: entry["id"], in: TokenizerFiles.tokenizer)
      try identifiers.add(entry, place(TokenizerFiles.tokenizer))
      definition.add(entry)
    }
    for member in configuration?["added_tokens_decoder"]?.members ?? [] {
      let entry = try token(
        member.value, id: .number(member.key), in: TokenizerFiles.configuration)
      try identifiers.add(entry, place(TokenizerFiles.configuration))
      definition.add(entry)
    }
    for member in try object(TokenizerFiles.addedTokens)?.members ?? [] {
      let id = try id(member.value, of: member.key, in: TokenizerFiles.addedTokens)
      try identifiers.add(
        AddedToken(content: member.key, id: id), place(TokenizerFiles.addedTokens))
      if definition.addedTokens.contains(where: { $0.content.utf8.elementsEqual(member.key.utf8) })
      {
        continue
      }
      // The file has no flags; transformers looks for plain tokens in the normalized text.
      let isSpecial = isListedAsSpecial(member.key, [configuration, map])
      definition.add(
        AddedToken(content: member.key, id: id, isNormalized: !isSpecial, isSpecial: isSpecial))
    }
    addFurtherSpecialTokens([configuration, map], to: &definition)
  }

  private func isListedAsSpecial(_ token: String, _ sources: [JSONValue?]) -> Bool {
    for source in sources {
      let further = source?["additional_special_tokens"]?.elements ?? []
      let roles = TokenizerDefinition.Roles.names.map { source?[$0] ?? .null }
      if (further + roles).contains(where: { content($0)?.utf8.elementsEqual(token.utf8) ?? false })
      {
        return true
      }
    }
    return false
  }

  /// The tokens with a role that the vocabulary has.
  private func roleTokens(_ definition: TokenizerDefinition, _ map: JSONValue?) -> [AddedToken] {
    var tokens: [AddedToken] = []
    for role in TokenizerDefinition.Roles.names {
      guard let content = definition.roles.tokens[role],
        let id = definition.vocabulary.value(of: content)
      else { continue }
      var token = AddedToken(content: content, id: id)
      if role == "mask_token" { token.stripsLeft = type(of: definition.family).maskStripsLeft }
      if let entry = map?[role], entry["content"] != nil { token.apply(entry) }
      tokens.append(token)
    }
    return tokens
  }

  /// Adds the special tokens without a role; those that have no id yet follow the last one.
  private func addFurtherSpecialTokens(
    _ sources: [JSONValue?], to definition: inout TokenizerDefinition
  ) {
    for source in sources {
      for entry in source?["additional_special_tokens"]?.elements ?? [] {
        guard let content = content(entry) else { continue }
        let isKnown = definition.addedTokens.contains {
          $0.content.utf8.elementsEqual(content.utf8)
        }
        guard !isKnown else { continue }
        let id = definition.vocabulary.value(of: content) ?? definition.highestID + 1
        var token = AddedToken(content: content, id: id)
        token.apply(entry)
        definition.add(token)
      }
    }
  }

  private func content(_ value: JSONValue?) -> String? {
    value?.string ?? value?["content"]?.string
  }

  private func token(
    _ entry: JSONValue, id: JSONValue?, in name: String
  ) throws(TokenizerError) -> AddedToken {
    guard let content = entry["content"]?.string else {
      throw .badContent("\(place(name)): an added token has no \"content\"")
    }
    var token = AddedToken(content: content, id: try self.id(id, of: content, in: name))
    token.apply(entry)
    return token
  }
}

extension AddedToken {
  /// Takes over the flags that are given.
  fileprivate mutating func apply(_ entry: JSONValue) {
    isSingleWord = entry["single_word"]?.bool ?? isSingleWord
    stripsLeft = entry["lstrip"]?.bool ?? stripsLeft
    stripsRight = entry["rstrip"]?.bool ?? stripsRight
    isNormalized = entry["normalized"]?.bool ?? isNormalized
    isSpecial = entry["special"]?.bool ?? isSpecial
  }
}

extension TokenizerDefinition {
  /// The highest id of all tokens.
  var highestID: Int32 {
    max(vocabulary.values.max() ?? -1, addedTokens.map(\.id).max() ?? -1)
  }
}
