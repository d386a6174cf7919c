/// The ids of the tokens that the model gives a meaning.
struct SpecialIDs {
  let classification: Int32
  let separator: Int32
  let padding: Int32
  let unknown: Int32
  let mask: Int32

  private static let roles = ["cls_token", "sep_token", "pad_token", "unk_token", "mask_token"]

  /// Looks the tokens up by name; one error lists all that are missing.
  init(_ definition: TokenizerDefinition) throws(TokenizerError) {
    var ids: [Int32] = []
    var missing: [String] = []
    for role in SpecialIDs.roles {
      let token = definition.roles.tokens[role] ?? ""
      if let id = definition.id(of: token) {
        ids.append(id)
      } else {
        missing.append("\(token) (\(role))")
      }
    }
    guard missing.isEmpty else {
      throw .badContent(
        "\(definition.origin): the vocabulary has no \(missing.joined(separator: ", ")); name the "
          + "tokens it has for these roles in special_tokens_map.json")
    }
    classification = ids[0]
    separator = ids[1]
    padding = ids[2]
    unknown = ids[3]
    mask = ids[4]
  }
}
