import LukeJSON

/// spaCy's JSON of version 2, which `spacy convert` makes binary files of: a document's sentences are
/// paragraphs with their text and their tokens, tags in BILUO.
enum SpaCyAnswer {
  static func documents(_ found: [FoundSentence]) -> [JSONValue] {
    var documents: [(number: Int, paragraphs: [JSONValue])] = []
    for sentence in found where !sentence.sentence.words.isEmpty {
      if documents.last?.number != sentence.sentence.document {
        documents.append((sentence.sentence.document, []))
      }
      documents[documents.count - 1].paragraphs.append(paragraph(sentence))
    }
    return documents.enumerated().map { index, document in
      .object(["id": .integer(index), "paragraphs": .array(document.paragraphs)])
    }
  }

  private static func paragraph(_ found: FoundSentence) -> JSONValue {
    let tags = WrittenTags.bilou(found.entities, count: found.sentence.words.count)
    let tokens = zip(found.sentence.words, tags).enumerated().map { index, token in
      JSONValue.object([
        "id": .integer(index), "orth": .string(token.0), "ner": .string(token.1),
      ])
    }
    return .object([
      "raw": .string(found.text), "sentences": .array([.object(["tokens": .array(tokens)])]),
    ])
  }
}
