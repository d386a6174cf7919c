/// Reads BioC's XML.
enum BioCXML {
  static func documents(
    of source: SourceText, _ faults: inout FaultCollector
  ) throws(DataError) -> [BioCDocument] {
    var documents: [BioCDocument] = []
    var wrong: [(line: Int, message: String)] = []
    let fault = XMLElementReader.read(source.bytes, elements: "document") { element in
      do throws(BioCFault) {
        documents.append(try BioCDocument(element, file: source.file))
      } catch {
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
}

extension XMLElement: BioCElement {
  var documentIdentifier: String { first("id")?.ownText.withoutInvisibleEnds ?? "" }

  var identifier: String { attributes["id"] ?? "" }

  var text: String? { first("text")?.ownText }

  var hasText: Bool { text != nil }

  var infons: [String: String] {
    var infons: [String: String] = [:]
    for infon in all("infon") {
      if let key = infon.attributes["key"] { infons[key] = infon.ownText.withoutInvisibleEnds }
    }
    return infons
  }

  func parts(_ kind: BioCPart) -> [XMLElement] { all(kind.rawValue) }

  func offset() throws(BioCFault) -> Int {
    try number(first("offset")?.ownText, "<offset>")
  }

  func place() throws(BioCFault) -> (offset: Int, length: Int) {
    (try number(attributes["offset"], "offset"), try number(attributes["length"], "length"))
  }

  var node: (annotation: String, role: String) {
    (attributes["refid"] ?? "", attributes["role"] ?? "")
  }

  private func number(_ text: String?, _ name: String) throws(BioCFault) -> Int {
    guard let text = text?.withoutInvisibleEnds else {
      throw BioCFault(line: line, message: "\(name) is missing")
    }
    guard let number = Int(text) else {
      throw BioCFault(line: line, message: "\(name): \"\(text)\" is no whole number")
    }
    return number
  }
}
