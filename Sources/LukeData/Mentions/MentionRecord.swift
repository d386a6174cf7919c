/// A span of a record with its types, each of which may be wrong by itself.
struct MentionAnnotation: Decodable {
  let span: Attempt<RelationSpan>
  let labels: Attempt<[String]>?

  private enum Key: String, CodingKey { case labels }

  init(from decoder: any Decoder) throws {
    span = try Attempt(from: decoder)
    labels = try decoder.container(keyedBy: Key.self)
      .decodeIfPresent(Attempt<[String]>.self, forKey: .labels)
  }

  init(span: Attempt<RelationSpan>, labels: Attempt<[String]>?) {
    (self.span, self.labels) = (span, labels)
  }
}

/// A record of any ``MentionDataFormat``, with what its format has.
struct MentionRecord: Decodable {
  let id: RecordIdentifier?
  /// Running text, under `text` or `sent`.
  let text: String?
  let sent: String?
  let tokens: [String]?
  /// Spans that stand in a list.
  let entities: [MentionAnnotation]?
  let mentions: [MentionAnnotation]?
  /// The only mention, which stands beside the text.
  let own: MentionAnnotation?
  /// The words before a mention, the mention, and the words after it.
  let leftWords: [String]?
  let mentionSpan: String?
  let rightWords: [String]?
  let types: Attempt<[String]>?

  private enum Key: String, CodingKey, CaseIterable {
    case id, text, sent, tokens, entities, mentions, start, end, labels
    case surface, mention, name, word
    case annotationID = "annot_id"
    case sentenceID = "senid"
    case leftWords = "left_context_token"
    case mentionSpan = "mention_span"
    case rightWords = "right_context_token"
    case types = "y_str"
  }

  /// The keys that are read, with what answers of other models have beside a span; `ents` are other entities of Open
  /// Entity's texts.
  static let readKeys =
    Key.allCases.filter { $0 != .entities && $0 != .mentions }.map(\.rawValue) + ["ents"]
    + ["entities", "mentions"].flatMap { list in
      (RelationSpan.keys + ["label", "labels", "score", "start_word", "end_word"]).map {
        "\(list)[].\($0)"
      }
    }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    id =
      try values.decodeIfPresent(RecordIdentifier.self, forKey: .id)
      ?? values.decodeIfPresent(RecordIdentifier.self, forKey: .annotationID)
      ?? values.decodeIfPresent(RecordIdentifier.self, forKey: .sentenceID)
    text = try values.decodeIfPresent(String.self, forKey: .text)
    sent = try values.decodeIfPresent(String.self, forKey: .sent)
    tokens = try values.decodeIfPresent([String].self, forKey: .tokens)
    entities = try values.decodeIfPresent([MentionAnnotation].self, forKey: .entities)
    mentions = try values.decodeIfPresent([MentionAnnotation].self, forKey: .mentions)
    leftWords = try values.decodeIfPresent([String].self, forKey: .leftWords)
    mentionSpan = try values.decodeIfPresent(String.self, forKey: .mentionSpan)
    rightWords = try values.decodeIfPresent([String].self, forKey: .rightWords)
    types = try values.decodeIfPresent(Attempt<[String]>.self, forKey: .types)
    guard values.contains(.start) || values.contains(.end) else {
      own = nil
      return
    }
    own = MentionAnnotation(
      span: try Attempt {
        RelationSpan(
          start: try values.decode(WholeNumber.self, forKey: .start).value,
          end: try values.decode(WholeNumber.self, forKey: .end).value,
          // The text beside it is that of the whole record.
          surface: try values.decodeIfPresent(String.self, forKey: .surface)
            ?? values.decodeIfPresent(String.self, forKey: .mention),
          name: try values.decodeIfPresent(PossibleSurface.self, forKey: .name)
            ?? values.decodeIfPresent(PossibleSurface.self, forKey: .word))
      }, labels: try values.decodeIfPresent(Attempt<[String]>.self, forKey: .labels))
  }
}
