internal import CLibXML2

/// libxml2's parser, which hands over the elements of one name, each as it ends.
///
/// Nothing outside of the text is looked for, whatever its document type names. One that declares entities is
/// refused: a few lines of them can stand for more text than any memory holds. libxml2's own limits, such as
/// 256 elements within each other and 10 MB of one text, are left as they are.
final class XMLElementReader {
  private let wanted: String
  private let take: (XMLElement) -> Void
  /// The elements that are open, from the first wanted one on.
  private var open: [XMLElement] = []
  private var context: xmlParserCtxtPtr?
  private var refusal: (line: Int, reason: String)?

  /// The library made ready once, which is not safe on several threads at a time.
  private static let library: Void = xmlInitParser()
  private static let chunkByteCount = 1 << 16

  /// Reads a text.
  /// - Parameters:
  ///   - name: of the elements that are wanted.
  ///   - take: gets each of them.
  /// - Returns: what is wrong with the text and where; nil where nothing is.
  static func read(
    _ bytes: [UInt8], elements name: String, take: @escaping (XMLElement) -> Void
  ) -> (line: Int, reason: String)? {
    XMLElementReader(name, take).read(bytes)
  }

  private init(_ wanted: String, _ take: @escaping (XMLElement) -> Void) {
    _ = Self.library
    (self.wanted, self.take) = (wanted, take)
  }

  private func read(_ bytes: [UInt8]) -> (line: Int, reason: String)? {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = startElement
    handler.endElementNs = endElement
    handler.characters = characters
    handler.cdataBlock = characters
    handler.ignorableWhitespace = characters
    handler.entityDecl = entityDeclaration
    handler.reference = reference
    context = xmlCreatePushParserCtxt(
      &handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
    guard let context else { return (1, "there is no memory for libxml2") }
    defer { xmlFreeParserCtxt(context) }
    // The text is UTF-8 by now, whatever its declaration says.
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    xmlCtxtUseOptions(context, Int32(options))
    bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { buffer in
        var start = 0
        repeat {
          let count = min(Self.chunkByteCount, buffer.count - start)
          let isLast = start + count == buffer.count
          xmlParseChunk(
            context, buffer.baseAddress.map { $0 + start }, Int32(count), isLast ? 1 : 0)
          start += count
        } while start < buffer.count && refusal == nil && context.pointee.wellFormed != 0
      }
    }
    if let refusal { return refusal }
    guard context.pointee.wellFormed == 0 else { return nil }
    let error = context.pointee.lastError
    let message = error.message.map { String(cString: $0).prefix { $0 != "\n" } } ?? "unknown"
    return (max(1, Int(error.line)), "is not valid XML: \(message)")
  }

  private var line: Int { (context?.pointee.input).map { Int($0.pointee.line) } ?? 1 }

  fileprivate static func reader(_ pointer: UnsafeMutableRawPointer?) -> XMLElementReader? {
    pointer.map { Unmanaged<XMLElementReader>.fromOpaque($0).takeUnretainedValue() }
  }

  fileprivate func start(_ name: String, _ attributes: XMLAttributes) {
    guard refusal == nil, !open.isEmpty || name == wanted else { return }
    var element = XMLElement(name: name, line: line)
    element.attributes = attributes.all
    open.append(element)
  }

  fileprivate func end() {
    guard refusal == nil, let element = open.popLast() else { return }
    if open.isEmpty { take(element) } else { open[open.count - 1].children.append(element) }
  }

  fileprivate func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if open.isEmpty { return }
    open[open.count - 1].ownText += String(decoding: bytes, as: UTF8.self)
  }

  fileprivate func refuse(_ reason: String) {
    if refusal == nil { refusal = (line, reason) }
    xmlStopParser(context)
  }
}

private let startElement: startElementNsSAX2Func = {
  pointer, name, _, _, _, _, count, _, attributes in
  guard let name else { return }
  XMLElementReader.reader(pointer)?.start(
    String(cString: name), XMLAttributes(attributes, count: Int(count)))
}

private let endElement: endElementNsSAX2Func = { pointer, _, _, _ in
  XMLElementReader.reader(pointer)?.end()
}

private let characters: charactersSAXFunc = { pointer, bytes, count in
  XMLElementReader.reader(pointer)?.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
}

private let entityDeclaration: entityDeclSAXFunc = { pointer, name, _, _, _, _ in
  let name = name.map { String(cString: $0) } ?? ""
  XMLElementReader.reader(pointer)?.refuse(
    "declares the entity \"\(name)\"; entities of a file's own are not expanded, write what they stand for"
  )
}

private let reference: referenceSAXFunc = { pointer, name in
  let name = name.map { String(cString: $0) } ?? ""
  XMLElementReader.reader(pointer)?.refuse(
    "\"&\(name);\" stands for nothing that the file says; write the character")
}
