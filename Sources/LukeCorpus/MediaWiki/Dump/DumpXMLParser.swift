internal import CLibXML2
import LukeData

/// libxml2's parser, fed with a dump in chunks, that tells `DumpElements` what it meets.
///
/// The parser is fed, and does not fetch: so what reads the dump stays in control, knows the place of
/// every page, and can begin anew after damage. No tree is built; entities of a document type are not
/// expanded, since a dump that declares one is refused.
final class DumpXMLParser {
  private let elements: DumpElements
  private var context: xmlParserCtxtPtr?
  private(set) var hasDocumentType = false
  /// What is wrong with the XML, and nothing is read after.
  private(set) var fault: String?
  /// What is to be added to a place in what was fed for the place in the dump.
  private let firstOffset: Int

  /// The library made ready once, which is not safe on several threads at a time.
  private static let library: Void = xmlInitParser()

  /// Creates a parser; `offset` is the place in the dump of the first byte that it will be fed.
  init(elements: DumpElements, offset: Int) throws(DataError) {
    _ = Self.library
    self.elements = elements
    firstOffset = offset
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = startElement
    handler.endElementNs = endElement
    handler.characters = characters
    handler.cdataBlock = characters
    handler.ignorableWhitespace = characters
    handler.internalSubset = documentType
    context = xmlCreatePushParserCtxt(
      &handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
    guard let context else {
      throw .unreadable(file: "XML", reason: "no memory for libxml2")
    }
    let options =
      XML_PARSE_HUGE.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    xmlCtxtUseOptions(context, Int32(options))
  }

  deinit { xmlFreeParserCtxt(context) }

  /// Where the last tag was, in bytes of the dump, or a place after it.
  ///
  /// The parser itself forgets its place when it gives up.
  private(set) var lastOffset = 0

  /// Where the parser is, in bytes of the dump.
  private var offset: Int { firstOffset + Int(xmlByteConsumed(context)) }

  /// A tag or comment is kept until its end is there.
  private static let longestMarkup = 1 << 25

  /// Feeds bytes in UTF-8; false if they cannot be parsed.
  func feed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let context, fault == nil else { return false }
    let result = bytes.withMemoryRebound(to: CChar.self) {
      xmlParseChunk(context, $0.baseAddress, Int32($0.count), 0)
    }
    defer { lastOffset = max(lastOffset, offset) }
    if let input = context.pointee.input, input.pointee.end - input.pointee.cur > Self.longestMarkup
    {
      fault = "a tag or comment has no end within 32 MiB"
      return false
    }
    guard result != 0, context.pointee.wellFormed == 0 || hasDocumentType else { return true }
    fault = message(result)
    return false
  }

  private func message(_ code: Int32) -> String {
    guard let message = context?.pointee.lastError.message else { return "error \(code)" }
    let text = String(cString: message)
    return String(text.prefix { $0 != "\n" })
  }

  /// The place in the dump of the start of the tag that is being read.
  fileprivate var tagOffset: Int {
    guard let input = context?.pointee.input, let base = input.pointee.base,
      let current = input.pointee.cur
    else { return offset }
    var start = current
    while start > base, start.pointee != UInt8(ascii: "<") { start -= 1 }
    return offset - (current - start)
  }

  fileprivate func noteDocumentType() {
    hasDocumentType = true
    xmlStopParser(context)
  }

  fileprivate static func parser(_ pointer: UnsafeMutableRawPointer?) -> DumpXMLParser? {
    pointer.map { Unmanaged<DumpXMLParser>.fromOpaque($0).takeUnretainedValue() }
  }

  fileprivate func start(_ name: UnsafePointer<UInt8>, _ attributes: XMLAttributes) {
    lastOffset = offset
    elements.start(
      name,
      attribute: { attributes[$0.description] }, offset: { tagOffset })
  }

  fileprivate func end(_ name: UnsafePointer<UInt8>) {
    lastOffset = offset
    elements.end(name, offset: { offset })
  }

  fileprivate func text(_ bytes: UnsafeBufferPointer<UInt8>) { elements.text(bytes) }
}

private let startElement: startElementNsSAX2Func = {
  pointer, name, _, _, _, _, count, _, attributes in
  guard let name else { return }
  DumpXMLParser.parser(pointer)?.start(name, XMLAttributes(attributes, count: Int(count)))
}

private let endElement: endElementNsSAX2Func = { pointer, name, _, _ in
  guard let name else { return }
  DumpXMLParser.parser(pointer)?.end(name)
}

private let characters: charactersSAXFunc = { pointer, bytes, count in
  DumpXMLParser.parser(pointer)?.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
}

private let documentType: internalSubsetSAXFunc = { pointer, _, _, _ in
  DumpXMLParser.parser(pointer)?.noteDocumentType()
}
