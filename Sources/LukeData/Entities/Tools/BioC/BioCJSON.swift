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
        documents.append(try BioCDocument(BioCValue(value: node, added: line), file: file))
      } catch {
        faults.add(line: error.line, error.message)
      }
    } else if let list = BioCFile.lists.compactMap({ node[$0] }).first {
      collect(list, line, file, &documents, &faults)
    } else {
      faults.add(
        line: BioCValue(value: node, added: line).line,
        "is neither a collection of BioC's with \"documents\" nor a document with \"passages\"")
    }
  }
}

/// A value of BioC's JSON, with what is to be added to its line.
private struct BioCValue: BioCElement {
  let value: JSONNode
  let added: Int

  var line: Int {
    if case .file(let line, _) = value.origin { line + added } else { 1 + added }
  }

  var documentIdentifier: String { string("id") ?? string("_id") ?? "" }

  var identifier: String { string("id") ?? "" }

  var text: String? { value["text"]?.value.string }

  var hasText: Bool { !(text ?? "").isEmpty }

  var infons: [String: String] {
    var infons: [String: String] = [:]
    for member in value["infons"]?.value.members ?? [] {
      infons[member.key] = member.value.string ?? member.value.wholeNumber.map(String.init)
    }
    return infons
  }

  func parts(_ kind: BioCPart) -> [BioCValue] {
    (value[kind.rawValue + "s"]?.elements ?? []).map { BioCValue(value: $0, added: added) }
  }

  func offset() throws(BioCFault) -> Int { try number("offset") }

  func place() throws(BioCFault) -> (offset: Int, length: Int) {
    (try number("offset"), try number("length"))
  }

  var node: (annotation: String, role: String) { (string("refid") ?? "", string("role") ?? "") }

  private func string(_ key: String) -> String? {
    value[key]?.value.string ?? value[key]?.value.wholeNumber.map(String.init)
  }

  private func number(_ key: String) throws(BioCFault) -> Int {
    guard let found = value[key] else {
      throw BioCFault(line: line, message: "key \"\(key)\" is missing")
    }
    guard let number = found.value.wholeNumber ?? found.value.string.flatMap({ Int($0) }) else {
      throw BioCFault(
        line: BioCValue(value: found, added: added).line,
        message: "\"\(key)\": expected a whole number")
    }
    return number
  }
}
