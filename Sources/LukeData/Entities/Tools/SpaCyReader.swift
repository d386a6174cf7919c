import LukeJSON

/// Reads spaCy's training data in JSON: texts with `{"entities": [[start, end, "PER"]]}` in pairs or objects,
/// one a line or in an array, and the documents of version 2, `paragraphs` of `sentences` of `tokens`.
struct SpaCyReader {
  private var texts: ToolTexts
  private var untagged = Tally()

  static func read(
    _ source: SourceText, options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    var reader = SpaCyReader(texts: ToolTexts(source, options, .spacy))
    for record in ToolRecords(source, &reader.texts.faults).records { reader.take(record) }
    if let sentences = reader.untagged.phrase("sentence", "sentences", verbs: ("has", "have")) {
      reader.texts.notes.append("\(sentences) words without \"ner\", which are taken for \"O\"")
    }
    return try reader.texts.corpus()
  }

  private init(texts: ToolTexts) { self.texts = texts }

  private mutating func take(_ record: ToolRecords.Record) {
    do throws(JSONText.Fault) {
      if let paragraphs = record.value["paragraphs"] {
        try take(paragraphs, record)
      } else if let pair = record.value.elements {
        guard pair.count == 2, let text = pair[0].string, pair[1].members != nil else {
          throw JSONText.Fault(message: "expected [\"text\", {\"entities\": [...]}]")
        }
        try take(text, pair[1], "[1].", record)
      } else {
        try take(try record.value.string("text"), record.value, "", record)
      }
    } catch {
      texts.faults.add(record.location, error.message)
    }
  }

  private mutating func take(
    _ text: String, _ marks: JSONValue, _ place: String, _ record: ToolRecords.Record
  ) throws(JSONText.Fault) {
    var text = ToolText(
      text: text, identifier: record.value.identifier(), location: record.location)
    do throws(JSONText.Fault) {
      guard let list = marks["entities"] else {
        throw JSONText.Fault(message: "key \"\(place)entities\" is missing")
      }
      text.spans = try list.triples("\(place)entities")
    } catch {
      if texts.options.requiresLabels { throw error }
    }
    texts.add(text)
  }

  // MARK: Version 2

  private mutating func take(
    _ paragraphs: JSONValue, _ record: ToolRecords.Record
  ) throws(JSONText.Fault) {
    texts.startDocument(isMarked: true)
    for (number, paragraph) in (paragraphs.elements ?? []).enumerated() {
      let sentences = paragraph["sentences"]?.elements ?? []
      var raw = paragraph["raw"]?.string.map { WordFinder($0) }
      for (index, sentence) in sentences.enumerated() {
        let place = "paragraphs[\(number)].sentences[\(index)].tokens"
        var (words, tags): ([String], [String]) = ([], [])
        var isTagged = true
        for (index, token) in (sentence["tokens"]?.elements ?? []).enumerated() {
          words.append(try token.string("orth", in: "\(place)[\(index)]."))
          let tag = token["ner"]?.string ?? "O"
          isTagged = isTagged && token["ner"]?.string != nil
          // A hyphen stands for a word of which nothing is known.
          tags.append(tag == "-" ? "O" : tag)
        }
        if words.isEmpty { continue }
        if !isTagged { untagged.add(record.location.line) }
        var found = AnnotatedSentence(words: words, location: record.location)
        found.identifier = record.value.identifier()
        if let place = raw?.find(words) { (found.text, found.wordRanges) = place }
        texts.add(found, tags: tags)
      }
    }
  }
}
