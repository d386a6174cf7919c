import LukeJSON
import LukeSystem

/// Finds the documents of BioC's XML and JSON.
enum BioCFile {
  /// How much of a file is looked at.
  private static let sampleByteCount = 1 << 16

  /// Whether a file is a collection, or documents alone.
  static func holds(_ source: SourceText) -> Bool {
    let start = Array(source.bytes.prefix(sampleByteCount))
    guard let first = start.first(where: { !$0.isBlank && $0 != .newline }) else { return false }
    if first == UInt8(ascii: "<") { return isXML(start) }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return false }
    return JSONStart.value(start).map(isDocument) ?? false
  }

  private static func isXML(_ start: [UInt8]) -> Bool {
    let text = String(decoding: start, as: UTF8.self)
    let root = text.firstMatch(of: /<([A-Za-z_][\w.\-]*)[\s>]/)?.1
    return root == "collection" && text.contains("<document>") && text.contains("<passage>")
      || text.contains("BioC.dtd")
  }

  /// Whether a value is a document, or holds one where collections do.
  static func isDocument(_ value: JSONValue) -> Bool {
    if let elements = value.elements { return elements.first.map(isDocument) ?? false }
    if let passages = value["passages"]?.elements {
      return passages.first.map { $0["offset"] != nil || $0["text"] != nil || $0["infons"] != nil }
        ?? false
    }
    return lists.contains { (value[$0]?.elements?.first).map(isDocument) ?? false }
  }

  /// The keys under which documents are; the second one is of PubTator 3's answers.
  static let lists = ["documents", "PubTator3"]

  /// The documents of a file; those that cannot be read are faults.
  static func documents(
    of source: SourceText, _ faults: inout FaultCollector
  ) throws(DataError) -> [BioCDocument] {
    let isXML = source.bytes.first { !$0.isBlank && $0 != .newline } == UInt8(ascii: "<")
    return isXML
      ? try BioCXML.documents(of: source, &faults) : BioCJSON.documents(of: source, &faults)
  }
}
