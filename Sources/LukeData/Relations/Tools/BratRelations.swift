/// Reads the relations of brat's annotations, `R1<TAB>Works-for Arg1:T1 Arg2:T2`.
///
/// The text of an example are the lines of the document from the one span to the other.
struct BratRelations {
  private var texts: RelationToolTexts
  private var partial = Tally()
  private var events = Tally()

  static func read(
    _ source: SourceText, options: RelationDataOptions
  ) throws(DataError) -> RelationReading {
    var reader = BratRelations(texts: RelationToolTexts(source, options))
    if let folder = source.folder {
      try folder.check(requiresLabels: options.requiresLabels)
      reader.texts.notes += folder.notes
      for name in folder.names where !folder.unannotated.contains(name) {
        reader.take(
          try SourceText(file: folder.annotations(name), encoding: options.encoding),
          try SourceText(file: folder.text(name), encoding: options.encoding))
      }
    } else {
      let pair = try BratPair(source, encoding: options.encoding)
      reader.take(pair.annotations, pair.text)
    }
    let notes = [
      reader.partial.phrase("relation", "relations").map {
        "\($0) of a span of several parts, and left out"
      },
      reader.events.phrase("relation", "relations").map {
        "\($0) of an event or of other than two spans, and left out"
      },
    ]
    reader.texts.notes += notes.compactMap { $0 }
    return try reader.texts.reading(nothing: "holds no relations of brat's (lines with R)")
  }

  private init(texts: RelationToolTexts) { self.texts = texts }

  private mutating func take(_ source: SourceText, _ text: SourceText) {
    let annotations = BratAnnotations(source, &texts.faults)
    let content = String(decoding: text.bytes, as: UTF8.self)
    let spans = Dictionary(annotations.spans.map { ($0.key, $0) }) { first, _ in first }
    let parted = Set(annotations.discontinuous.map(\.name))
    let place = texts.source.folder == nil ? nil : source.file
    for fault in annotations.relationFaults {
      texts.faults.add(SourceLocation(file: source.file, line: fault.line), fault.message)
    }
    for relation in annotations.relations {
      let names = relation.arguments.map(\.span)
      if names.count != 2 || names.contains(where: { $0.hasPrefix("E") }) {
        events.add(relation.line, in: place)
        continue
      }
      if names.contains(where: parted.contains) {
        partial.add(relation.line, in: place)
        continue
      }
      let location = SourceLocation(file: source.file, line: relation.line)
      if let name = names.first(where: { annotations.repeated[$0] != nil }),
        let line = annotations.repeated[name]
      {
        texts.faults.add(
          location, "\"\(name)\" is the name of several spans, the second in line \(line)")
        continue
      }
      guard var head = spans[names[0]], var tail = spans[names[1]] else {
        let missing = names.filter { spans[$0] == nil }.map { "\"\($0)\"" }
        texts.faults.add(location, "\(missing.joined(separator: " and ")): no line has this span")
        continue
      }
      let whole = ToolSpan(
        start: min(head.start, tail.start), end: max(head.end, tail.end), label: "", key: "")
      guard
        let piece = BratLines.pieces(of: content, spans: [whole]).first(where: {
          $0.scalars.contains(whole.start)
        })
      else {
        texts.faults.add(
          location, "\"\(head.key)\" or \"\(tail.key)\" is no span of \(text.file)")
        continue
      }
      let start = piece.scalars.lowerBound
      for span in [\ToolSpan.start, \ToolSpan.end] {
        head[keyPath: span] = head[keyPath: span].saturatingSubtract(start)
        tail[keyPath: span] = tail[keyPath: span].saturatingSubtract(start)
      }
      texts.add(
        ToolRelation(
          text: piece.text, head: head, tail: tail, type: relation.type,
          identifier: .text(relation.name), location: location))
    }
  }
}
