/// A part of a BioC collection as XML or JSON has it: a document, a passage, an annotation and so on.
///
/// Each asks for what it knows to be there; the rest is empty.
protocol BioCElement {
  var line: Int { get }
  /// The name of a document; empty where it has none.
  var documentIdentifier: String { get }
  /// The name of an annotation or a relation; empty where it has none.
  var identifier: String { get }
  var text: String? { get }
  /// Whether a passage has a text of its own, and not those of its sentences alone.
  var hasText: Bool { get }
  var infons: [String: String] { get }
  /// The parts of a kind that stand right below.
  func parts(_ kind: BioCPart) -> [Self]
  /// Where a passage begins in the document.
  func offset() throws(BioCFault) -> Int
  /// Start and length of a location in the document.
  func place() throws(BioCFault) -> (offset: Int, length: Int)
  /// The annotation that a node of a relation names, and what it is in it.
  var node: (annotation: String, role: String) { get }
}

/// The kinds of parts, as XML names their elements.
enum BioCPart: String {
  case passage, sentence, annotation, location, relation, node
}

/// What is wrong with a document.
struct BioCFault: Error {
  let line: Int
  let message: String
}

extension BioCDocument {
  /// Reads a document.
  init(_ element: some BioCElement, file: String) throws(BioCFault) {
    self.init(identifier: element.documentIdentifier)
    annotations = try Self.annotations(of: element)
    relations = Self.relations(of: element)
    for passage in element.parts(.passage) {
      relations += Self.relations(of: passage)
      let sentences = passage.parts(.sentence)
      for sentence in sentences { relations += Self.relations(of: sentence) }
      let areParts = !passage.hasText && !sentences.isEmpty
      for part in areParts ? sentences : [passage] {
        passages.append(
          Passage(
            offset: try part.offset(), text: part.text ?? "",
            annotations: try Self.annotations(of: part), infons: part.infons,
            location: SourceLocation(file: file, line: part.line)))
      }
      for other in areParts ? [passage] : sentences {
        annotations += try Self.annotations(of: other)
      }
    }
    placeAnnotations()
  }

  private static func annotations<Element: BioCElement>(
    of element: Element
  ) throws(BioCFault) -> [Annotation] {
    var annotations: [Annotation] = []
    for annotation in element.parts(.annotation) {
      var locations: [(Int, Int)] = []
      for location in annotation.parts(.location) { locations.append(try location.place()) }
      annotations.append(
        Annotation(
          identifier: annotation.identifier, label: annotation.infons["type"],
          locations: locations, surface: annotation.text, line: annotation.line))
    }
    return annotations
  }

  private static func relations<Element: BioCElement>(of element: Element) -> [Relation] {
    element.parts(.relation).map { relation in
      Relation(
        identifier: relation.identifier, infons: relation.infons,
        nodes: relation.parts(.node).map(\.node), line: relation.line)
    }
  }
}
