/// A line of JSON Lines with words and tags, or with text and entities.
struct EntityRecord: Decodable {
  struct Entity: Decodable {
    let start: Int
    let end: Int
    let label: String
    let text: String?
    let name: PossibleSurface

    fileprivate enum Key: String, CodingKey, CaseIterable {
      case start, end, label, text, surface, mention, name, word
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Key.self)
      start = try values.decode(WholeNumber.self, forKey: .start).value
      end = try values.decode(WholeNumber.self, forKey: .end).value
      label = try values.decode(String.self, forKey: .label)
      text =
        try values.decodeIfPresent(String.self, forKey: .text)
        ?? values.decodeIfPresent(String.self, forKey: .surface)
        ?? values.decodeIfPresent(String.self, forKey: .mention)
      name =
        try values.decodeIfPresent(PossibleSurface.self, forKey: .name)
        ?? values.decodeIfPresent(PossibleSurface.self, forKey: .word) ?? PossibleSurface(nil)
    }
  }

  let id: RecordIdentifier?
  let tokens: [String]?
  let tags: Attempt<[TagCell]>?
  let text: String?
  let entities: Attempt<[Entity]>?
  let document: String?

  private enum Key: String, CodingKey, CaseIterable {
    case id, tokens, words, tags, labels, text, entities, document
    case nerTags = "ner_tags"
  }

  /// The keys that are read, with what our own answers have beside an entity.
  static let readKeys =
    Key.allCases.filter { $0 != .entities }.map(\.rawValue)
    + (Entity.Key.allCases.map(\.rawValue) + ["score", "start_word", "end_word"]).map {
      "entities[].\($0)"
    }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    id = try values.decodeIfPresent(RecordIdentifier.self, forKey: .id)
    tokens =
      try values.decodeIfPresent([String].self, forKey: .tokens)
      ?? values.decodeIfPresent([String].self, forKey: .words)
    // Beside text, keys of these names mean something else.
    tags =
      tokens == nil
      ? nil
      : try values.decodeIfPresent(Attempt<[TagCell]>.self, forKey: .tags)
        ?? values.decodeIfPresent(Attempt<[TagCell]>.self, forKey: .nerTags)
        ?? values.decodeIfPresent(Attempt<[TagCell]>.self, forKey: .labels)
    text = try values.decodeIfPresent(String.self, forKey: .text)
    entities = try values.decodeIfPresent(Attempt<[Entity]>.self, forKey: .entities)
    if let number = try? values.decodeIfPresent(WholeNumber.self, forKey: .document) {
      document = String(number.value)
    } else {
      document = try values.decodeIfPresent(String.self, forKey: .document)
    }
  }
}
