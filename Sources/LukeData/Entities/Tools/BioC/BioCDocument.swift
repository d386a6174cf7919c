/// A document of a BioC collection, be it from XML or JSON.
///
/// Source: Comeau and others, 2013, "BioC: a minimalist approach to interoperability for biomedical text
/// processing".
struct BioCDocument {
  /// A passage, or a sentence of one where it has no text of its own.
  struct Passage {
    /// The place of the first character in the document.
    var offset: Int
    var text: String
    var annotations: [Annotation]
    /// What is known of it besides, such as its `type`.
    var infons: [String: String]
    var location: SourceLocation

    /// The places in the document that it covers.
    var places: Range<Int> { offset..<offset.saturatingAdd(text.unicodeScalars.count) }
  }

  /// A part of the text with what it is.
  struct Annotation {
    let identifier: String
    /// What its infon `type` says; nil where it has none.
    let label: String?
    /// Start and length in the document; several for what is of several parts.
    let locations: [(offset: Int, length: Int)]
    let surface: String?
    let line: Int
  }

  /// A relation between annotations.
  struct Relation {
    let identifier: String
    let infons: [String: String]
    /// The annotations and what each of them is in it.
    let nodes: [(annotation: String, role: String)]
    let line: Int
  }

  var identifier: String
  var passages: [Passage] = []
  /// Annotations that no passage holds, but the document.
  var annotations: [Annotation] = []
  var relations: [Relation] = []

  /// Puts the annotations of the document into the passages that they are in; the first one, where none is.
  mutating func placeAnnotations() {
    for annotation in annotations {
      let start = annotation.locations.first?.offset ?? 0
      let index = passages.firstIndex { $0.places.contains(start) } ?? passages.startIndex
      if passages.indices.contains(index) { passages[index].annotations.append(annotation) }
    }
    annotations = []
  }
}
