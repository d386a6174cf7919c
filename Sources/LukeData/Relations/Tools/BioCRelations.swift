/// Reads the relations of BioC's collections between two annotations.
///
/// The text of an example is the passage that holds both, or those of the two with a space between them.
struct BioCRelations {
  private var texts: RelationToolTexts
  private var nodeless = Tally()
  private var others = Tally()
  private var partial = Tally()

  static func read(
    _ source: SourceText, options: RelationDataOptions
  ) throws(DataError) -> RelationReading {
    var reader = BioCRelations(texts: RelationToolTexts(source, options))
    for document in try BioCFile.documents(of: source, &reader.texts.faults) {
      for relation in document.relations { reader.take(relation, of: document) }
    }
    let notes = [
      reader.nodeless.phrase("relation", "relations", verbs: ("names", "name")).map {
        "\($0) no annotations, as those between concepts of a whole document, and \(reader.nodeless.verb) left out"
      },
      reader.others.phrase("relation", "relations").map {
        "\($0) of other than two annotations, and left out"
      },
      reader.partial.phrase("relation", "relations").map {
        "\($0) of an annotation of several parts, and left out"
      },
    ].compactMap { $0 }
    reader.texts.notes += notes
    return try reader.texts.reading(
      nothing: "is BioC without relations between two annotations"
        + (notes.isEmpty ? "" : ": \(notes.joined(separator: "; "))"))
  }

  private init(texts: RelationToolTexts) { self.texts = texts }

  private mutating func take(_ relation: BioCDocument.Relation, of document: BioCDocument) {
    let location = SourceLocation(file: texts.source.file, line: relation.line)
    if relation.nodes.isEmpty { return nodeless.add(relation.line) }
    if relation.nodes.count != 2 { return others.add(relation.line) }
    var places: [(passage: Int, annotation: BioCDocument.Annotation)] = []
    for node in relation.nodes {
      let found = document.passages.indices.lazy.compactMap { index in
        document.passages[index].annotations.first { $0.identifier == node.annotation }
          .map { (index, $0) }
      }.first
      guard let found else {
        texts.faults.add(location, "no annotation has the id \"\(node.annotation)\"")
        return
      }
      places.append(found)
    }
    if places.contains(where: { $0.annotation.locations.count != 1 }) {
      return partial.add(relation.line)
    }
    guard let type = relation.infons["type"] ?? relation.infons["relation"] else {
      return texts.faults.add(
        location,
        "the relation \"\(relation.identifier)\" has no infon \"type\" or \"relation\", which would "
          + "name it")
    }
    let numbers = Set(places.map(\.passage)).sorted()
    let spans = places.map { place in
      var start = place.annotation.locations[0].offset
        .saturatingSubtract(document.passages[place.passage].offset)
      if place.passage != numbers[0] {
        start = start.saturatingAdd(document.passages[numbers[0]].text.unicodeScalars.count + 1)
      }
      return ToolSpan(
        start: start, end: start.saturatingAdd(place.annotation.locations[0].length), label: "",
        surface: place.annotation.surface, key: "annotation \(place.annotation.identifier)")
    }
    texts.add(
      ToolRelation(
        text: numbers.map { document.passages[$0].text }.joined(separator: " "), head: spans[0],
        tail: spans[1], type: type,
        identifier: relation.identifier.isEmpty ? nil : .text(relation.identifier),
        location: location))
  }
}
