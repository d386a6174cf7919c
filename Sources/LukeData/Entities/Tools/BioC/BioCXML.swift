/// Reads BioC's XML.
enum BioCXML {
  static func documents(
    of source: SourceText, _ faults: inout FaultCollector
  ) throws(DataError) -> [BioCDocument] {
    var documents: [BioCDocument] = []
    var wrong: [(line: Int, message: String)] = []
    let fault = XMLElementReader.read(source.bytes, elements: "document") { element in
      do throws(BioCFault) { documents.append(try document(element, source.file)) } catch {
        wrong.append((error.line, error.message))
      }
    }
    // What a file that is cut off or damaged has besides is not known.
    if let fault {
      throw .malformed(
        faults: [DataFault(SourceLocation(file: source.file, line: fault.line), fault.reason)],
        count: 1)
    }
    for fault in wrong { faults.add(line: fault.line, fault.message) }
    return documents
  }

  private static func document(
    _ element: XMLElement, _ file: String
  ) throws(BioCFault) -> BioCDocument {
    var document = BioCDocument(identifier: trimmed(element.first("id")?.text) ?? "")
    document.annotations = try annotations(of: element)
    document.relations = relations(of: element)
    for passage in element.all("passage") {
      document.relations += relations(of: passage)
      let sentences = passage.all("sentence")
      for sentence in sentences { document.relations += relations(of: sentence) }
      let areParts = passage.first("text") == nil && !sentences.isEmpty
      for part in areParts ? sentences : [passage] {
        document.passages.append(
          BioCDocument.Passage(
            offset: try number(part.first("offset")?.text, "<offset>", part.line),
            text: part.first("text")?.text ?? "", annotations: try annotations(of: part),
            infons: infons(part),
            location: SourceLocation(file: file, line: part.line)))
      }
      if areParts {
        document.annotations += try annotations(of: passage)
      } else {
        for sentence in sentences { document.annotations += try annotations(of: sentence) }
      }
    }
    document.placeAnnotations()
    return document
  }

  private static func annotations(
    of element: XMLElement
  ) throws(BioCFault) -> [BioCDocument.Annotation] {
    var annotations: [BioCDocument.Annotation] = []
    for annotation in element.all("annotation") {
      var locations: [(Int, Int)] = []
      for location in annotation.all("location") {
        locations.append(
          (
            try number(location.attributes["offset"], "offset", location.line),
            try number(location.attributes["length"], "length", location.line)
          ))
      }
      annotations.append(
        BioCDocument.Annotation(
          identifier: annotation.attributes["id"] ?? "", label: infons(annotation)["type"],
          locations: locations, surface: annotation.first("text")?.text, line: annotation.line))
    }
    return annotations
  }

  private static func relations(of element: XMLElement) -> [BioCDocument.Relation] {
    element.all("relation").map { relation in
      BioCDocument.Relation(
        identifier: relation.attributes["id"] ?? "", infons: infons(relation),
        nodes: relation.all("node").map {
          ($0.attributes["refid"] ?? "", $0.attributes["role"] ?? "")
        }, line: relation.line)
    }
  }

  private static func infons(_ element: XMLElement) -> [String: String] {
    var infons: [String: String] = [:]
    for infon in element.all("infon") {
      if let key = infon.attributes["key"] { infons[key] = trimmed(infon.text) ?? "" }
    }
    return infons
  }

  private static func number(
    _ text: String?, _ name: String, _ line: Int
  ) throws(BioCFault) -> Int {
    guard let text = trimmed(text) else {
      throw BioCFault(line: line, message: "\(name) is missing")
    }
    guard let number = Int(text) else {
      throw BioCFault(line: line, message: "\(name): \"\(text)\" is no whole number")
    }
    return number
  }

  private static func trimmed(_ text: String?) -> String? {
    text.map { $0.withoutInvisibleEnds }
  }
}

/// What is wrong with a document.
struct BioCFault: Error {
  let line: Int
  let message: String
}
