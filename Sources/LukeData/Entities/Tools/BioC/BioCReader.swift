/// Reads BioC's collections: each passage is a sentence, those of a document belong together.
///
/// An annotation is an entity of the type that its infon `type` gives; its place is one in the document.
struct BioCReader {
  static let typeless = "has no infon \"type\", which would be its entity type"

  private var texts: ToolTexts
  private var discontinuous = Tally()
  private var placeless = Tally()
  private var relations = Tally()
  private var textless = Tally()

  static func read(
    _ source: SourceText, options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    var reader = BioCReader(texts: ToolTexts(source, options, .bioc))
    for document in try BioCFile.documents(of: source, &reader.texts.faults) {
      reader.take(document)
    }
    let notes = [
      reader.discontinuous.phrase("annotation", "annotations").map {
        "\($0) of several parts, which no span of words can be, and left out"
      },
      reader.placeless.phrase("annotation", "annotations", verbs: ("has", "have")).map {
        "\($0) no location, as those of whole documents, and \(reader.placeless.verb) left out"
      },
      reader.textless.phrase("passage", "passages", verbs: ("has", "have")).map {
        "\($0) no text and \(reader.textless.verb) left out"
      },
      reader.relations.phrase("relation", "relations").map {
        "\($0) not read here: only entities are"
      },
    ]
    reader.texts.notes += notes.compactMap { $0 }
    return try reader.texts.corpus()
  }

  private init(texts: ToolTexts) { self.texts = texts }

  private mutating func take(_ document: BioCDocument) {
    texts.startDocument(isMarked: true)
    for relation in document.relations { relations.add(relation.line) }
    for passage in document.passages {
      if passage.text.isInvisible {
        textless.add(passage.location.line)
        continue
      }
      texts.add(
        ToolText(
          text: passage.text, spans: spans(of: passage),
          identifier: document.identifier.isEmpty ? nil : .text(document.identifier),
          passage: DocumentPassage(offset: passage.offset, infons: passage.infons),
          location: passage.location), startsDocument: false)
    }
  }

  private mutating func spans(of passage: BioCDocument.Passage) -> [ToolSpan] {
    var spans: [ToolSpan] = []
    for annotation in passage.annotations {
      guard let place = annotation.locations.first else {
        placeless.add(annotation.line)
        continue
      }
      if annotation.locations.count > 1 {
        discontinuous.add(annotation.line)
        continue
      }
      guard let label = annotation.label else {
        if texts.options.requiresLabels {
          texts.faults.add(
            line: annotation.line, "the annotation \"\(annotation.identifier)\" \(Self.typeless)")
        }
        continue
      }
      let key = "annotation \(annotation.identifier), line \(annotation.line)"
      let start = place.offset.saturatingSubtract(passage.offset)
      spans.append(
        ToolSpan(
          start: start, end: start.saturatingAdd(place.length), label: label,
          surface: annotation.surface,
          key: key, labelKey: key))
    }
    return spans
  }
}
