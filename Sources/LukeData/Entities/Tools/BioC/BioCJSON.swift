import LukeJSON

/// Reads BioC's JSON: a collection, several, or documents alone, in one value or one a line.
enum BioCJSON {
  static func documents(
    of source: SourceText, _ faults: inout FaultCollector
  ) -> [BioCDocument] {
    var documents: [BioCDocument] = []
    for (node, line) in values(of: source, &faults) {
      collect(node, line, source.file, &documents, &faults)
    }
    return documents
  }

  /// The values of a file, with what is to be added to their lines.
  private static func values(
    of source: SourceText, _ faults: inout FaultCollector
  ) -> [(JSONNode, Int)] {
    let lines = source.firstLines(2)
    guard lines.count > 1, lines.allSatisfy({ (try? JSONParser.parse($0)) != nil }) else {
      do throws(JSONSyntaxError) { return [(try JSONReader.read(source.bytes), 0)] } catch {
        faults.add(JSONText.Fault(error), line: 1)
        return []
      }
    }
    var values: [(JSONNode, Int)] = []
    source.forEachLine { number, line in
      if line.isEmpty { return }
      do throws(JSONSyntaxError) {
        values.append((try JSONReader.read(Array(line)), number - 1))
      } catch { faults.add(JSONText.Fault(error), line: number) }
    }
    return values
  }

  private static func collect(
    _ node: JSONNode, _ line: Int, _ file: String, _ documents: inout [BioCDocument],
    _ faults: inout FaultCollector
  ) {
    if let elements = node.elements {
      for element in elements { collect(element, line, file, &documents, &faults) }
    } else if node["passages"] != nil {
      do throws(BioCFault) {
        documents.append(try Place(added: line, file: file).document(node))
      } catch {
        faults.add(line: error.line, error.message)
      }
    } else if let list = BioCFile.lists.compactMap({ node[$0] }).first {
      collect(list, line, file, &documents, &faults)
    } else {
      faults.add(
        line: Place(added: line, file: file).line(node),
        "is neither a collection of BioC's with \"documents\" nor a document with \"passages\"")
    }
  }

  /// Where a value lies, and what it is read as.
  private struct Place {
    let added: Int
    let file: String

    func line(_ node: JSONNode) -> Int {
      if case .file(let line, _) = node.origin { line + added } else { 1 + added }
    }

    func document(_ node: JSONNode) throws(BioCFault) -> BioCDocument {
      var document = BioCDocument(identifier: text(node["id"]) ?? text(node["_id"]) ?? "")
      document.annotations = try annotations(of: node)
      document.relations = relations(of: node)
      for passage in node["passages"]?.elements ?? [] {
        document.relations += relations(of: passage)
        let sentences = passage["sentences"]?.elements ?? []
        for sentence in sentences { document.relations += relations(of: sentence) }
        let own = passage["text"]?.value.string
        let areParts = (own ?? "").isEmpty && !sentences.isEmpty
        for part in areParts ? sentences : [passage] {
          document.passages.append(
            BioCDocument.Passage(
              offset: try number(part, "offset"), text: part["text"]?.value.string ?? "",
              annotations: try annotations(of: part), infons: infons(part),
              location: SourceLocation(file: file, line: line(part))))
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

    private func annotations(
      of node: JSONNode
    ) throws(BioCFault) -> [BioCDocument.Annotation] {
      var annotations: [BioCDocument.Annotation] = []
      for annotation in node["annotations"]?.elements ?? [] {
        var locations: [(Int, Int)] = []
        for location in annotation["locations"]?.elements ?? [] {
          locations.append((try number(location, "offset"), try number(location, "length")))
        }
        annotations.append(
          BioCDocument.Annotation(
            identifier: text(annotation["id"]) ?? "", label: infons(annotation)["type"],
            locations: locations, surface: annotation["text"]?.value.string,
            line: line(annotation)))
      }
      return annotations
    }

    private func relations(of node: JSONNode) -> [BioCDocument.Relation] {
      (node["relations"]?.elements ?? []).map { relation in
        BioCDocument.Relation(
          identifier: text(relation["id"]) ?? "", infons: infons(relation),
          nodes: (relation["nodes"]?.elements ?? []).map {
            (text($0["refid"]) ?? "", text($0["role"]) ?? "")
          }, line: line(relation))
      }
    }

    private func infons(_ node: JSONNode) -> [String: String] {
      var infons: [String: String] = [:]
      for member in node["infons"]?.value.members ?? [] {
        infons[member.key] = member.value.string ?? member.value.wholeNumber.map(String.init)
      }
      return infons
    }

    private func text(_ node: JSONNode?) -> String? {
      node?.value.string ?? node?.value.wholeNumber.map(String.init)
    }

    private func number(_ node: JSONNode, _ key: String) throws(BioCFault) -> Int {
      guard let value = node[key] else {
        throw BioCFault(line: line(node), message: "key \"\(key)\" is missing")
      }
      guard let number = value.value.wholeNumber ?? value.value.string.flatMap({ Int($0) }) else {
        throw BioCFault(line: line(value), message: "\"\(key)\": expected a whole number")
      }
      return number
    }
  }
}
