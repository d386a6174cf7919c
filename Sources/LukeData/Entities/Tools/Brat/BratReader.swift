import Foundation
import LukeSystem

/// Reads brat's stand-off annotations, `T1<TAB>Person 0 3<TAB>Ada`.
///
/// They are in a file `.ann`, their text in that of the same name with `.txt`; a folder of such pairs is read
/// as a whole. Lines of a text are sentences of one document, unless an entity goes on in the next one.
struct BratReader {
  private var texts: ToolTexts
  private var discontinuous = Tally()
  private var triggerCount = 0
  private var others: [Character: Int] = [:]
  /// Whether there are several files, so that a line alone tells nothing.
  private let isFolder: Bool
  private var checksum: UInt32 = 0
  private var pairNotes: [String] = []

  /// The file with the annotations of a text; nil where the file is no such text.
  static func annotations(of text: SourceText) -> String? {
    if text.file.hasSuffix(".ann") {
      // A text without annotations has an empty file of them.
      return text.firstLines(1).isEmpty ? text.file : nil
    }
    guard text.file.hasSuffix(".txt") else { return nil }
    let path = String(text.file.dropLast(4)) + ".ann"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// Whether all lines of a file are annotations, one of them of a span.
  static func holds(_ source: SourceText) -> Bool {
    let lines = source.firstLines(100).map(\.string)
    return lines.contains { $0.hasPrefix("T") } && lines.allSatisfy(isAnnotation)
  }

  private static func isAnnotation(_ line: String) -> Bool {
    line.wholeMatch(of: /T\d+\t\S+ -?\d+ -?\d+(;\d+ \d+)*(\t.*)?/) != nil
      || line.wholeMatch(of: /[REAMN]\d+|([REAMN#]\d*|\*)\t.*/) != nil
  }

  static func read(
    _ source: SourceText, options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    if let folder = source.folder { return try read(folder, source, options) }
    let pair = try BratPair(source, encoding: options.encoding)
    var reader = BratReader(texts: ToolTexts(pair.annotations, options, .brat), isFolder: false)
    try reader.take(pair.annotations, pair.text)
    return try reader.corpus()
  }

  /// Reads all pairs of a folder.
  private static func read(
    _ folder: BratFolder, _ source: SourceText, _ options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    try folder.check(requiresLabels: options.requiresLabels)
    var reader = BratReader(texts: ToolTexts(source, options, .brat), isFolder: true)
    for name in folder.names {
      let isAnnotated = !folder.unannotated.contains(name)
      let annotations =
        isAnnotated
        ? try SourceText(file: folder.annotations(name), encoding: options.encoding)
        : try SourceText(bytes: [], file: folder.annotations(name))
      try reader.take(
        annotations, try SourceText(file: folder.text(name), encoding: options.encoding))
    }
    reader.texts.notes += folder.notes
    return try reader.corpus()
  }

  private init(texts: ToolTexts, isFolder: Bool) {
    (self.texts, self.isFolder) = (texts, isFolder)
  }

  /// Takes annotations with their text.
  private mutating func take(_ source: SourceText, _ text: SourceText) throws(DataError) {
    let annotations = BratAnnotations(source, &texts.faults)
    let (place, content) = (
      isFolder ? source.file : nil, String(decoding: text.bytes, as: UTF8.self)
    )
    let entities = annotations.entities
    texts.startDocument(isMarked: true)
    let pieces = BratLines.pieces(of: content, spans: entities)
    for piece in pieces {
      texts.add(
        ToolText(
          text: piece.text, spans: piece.spans(of: entities),
          location: SourceLocation(file: text.file, line: piece.line)),
        startsDocument: false)
    }
    let length = content.unicodeScalars.count
    for span in entities where !pieces.contains(where: { $0.scalars.contains(span.start) }) {
      let isInside = span.start >= 0 && span.start < min(span.end, length)
      texts.faults.add(
        SourceLocation(file: source.file, line: annotations.lines[span.key] ?? 1),
        "\"\(span.key)\": "
          + (isInside
            ? "the entity is blank"
            : "\(span.start) to \(span.end) is no span of the text's \(length) characters"))
    }
    for span in annotations.discontinuous { discontinuous.add(span.line, in: place) }
    triggerCount += annotations.spans.count - entities.count
    others.merge(annotations.others, uniquingKeysWith: +)
    pairNotes += isFolder ? source.notes + text.notes : text.notes
    // Both files are the data. In a folder the same two may be there again.
    checksum = (checksum << 1 | checksum >> 31) ^ text.checksum
    if isFolder { checksum = (checksum << 1 | checksum >> 31) ^ source.checksum }
  }

  private mutating func corpus() throws(DataError) -> AnnotatedCorpus {
    if let spans = discontinuous.phrase("entity", "entities") {
      texts.notes.append("\(spans) of several parts, which no span of words can be, and left out")
    }
    if triggerCount > 0 {
      texts.notes.append(
        "\(triggerCount) \(triggerCount == 1 ? "span that is" : "spans that are") the trigger of an "
          + "event \(triggerCount == 1 ? "is" : "are") no entity and left out")
    }
    if !others.isEmpty {
      let kinds = others.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      texts.notes.append(
        "annotations that are no entities are passed over: \(kinds.joined(separator: ", "))")
    }
    var corpus = try texts.corpus()
    corpus.checksum ^= checksum
    corpus.notes += pairNotes
    return corpus
  }
}

/// Annotations and their text.
struct BratPair {
  let annotations, text: SourceText

  /// Reads the other one of either file.
  init(_ source: SourceText, encoding: TextEncoding?) throws(DataError) {
    let path = BratReader.annotations(of: source) ?? source.file
    if path != source.file { try Self.check(path) }
    annotations = path == source.file ? source : try SourceText(file: path, encoding: encoding)
    text = try Self.text(of: annotations, encoding: encoding)
  }

  /// Throws where the other file of a pair is there and none: nobody has named it, and a pipe would be waited for.
  private static func check(_ path: String) throws(DataError) {
    let kind = FileKind(path)
    if kind == .file || kind == .nothing { return }
    throw .unreadable(file: path, reason: "it is \(kind.name)")
  }

  /// Reads the file `.txt` beside a file `.ann`.
  private static func text(
    of annotations: SourceText, encoding: TextEncoding?
  ) throws(DataError) -> SourceText {
    guard annotations.file.hasSuffix(".ann") else {
      throw .unsuitable(
        file: annotations.file,
        reason: "holds brat's annotations, whose text is in a file of the same name; name the file "
          + "NAME.ann with NAME.txt beside it")
    }
    let path = String(annotations.file.dropLast(4)) + ".txt"
    try check(path)
    do throws(DataError) { return try SourceText(file: path, encoding: encoding) } catch {
      guard case .missing = error else { throw error }
      throw .unsuitable(
        file: annotations.file,
        reason: "holds brat's annotations, whose text, \(path), is not there")
    }
  }
}
