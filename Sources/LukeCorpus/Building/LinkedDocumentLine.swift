import LukeData
import LukeJSON

/// A document as a line of JSON: `{"title": ..., "text": ..., "entities": [{"start", "end", "title"}]}`,
/// or with `"paragraphs": [{"text", "entities"}]` in the place of `text` and `entities`.
///
/// Offsets count Unicode scalars of `text`, ends are excluded.
package enum LinkedDocumentLine {
  /// What a line holds.
  package struct Content: Hashable, Sendable {
    /// The document.
    package var document: LinkedDocument
    /// Links that were left out because they overlap others.
    package var overlappingLinkCount = 0
    /// Lists that may be links under another key.
    var otherLists = OtherLists()
    /// Links that begin or end inside a word.
    package var cutLinkCount = 0
  }

  /// What is wrong with a line.
  package struct Fault: Error, Hashable {
    /// The fault, with the key it is at.
    package let message: String
    /// What is wrong where the line is no JSON; nil where a key is wrong.
    var syntax: JSONSyntaxError?
  }
}

// MARK: - Writing

extension LinkedDocumentLine {
  /// Appends a document as a line, with its line break.
  package static func append(_ document: LinkedDocument, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "{".utf8)
    if let title = document.title {
      bytes.append(contentsOf: "\"title\": ".utf8)
      JSONWriter.append(title, to: &bytes)
      bytes.append(contentsOf: ", ".utf8)
    }
    bytes.append(contentsOf: "\"paragraphs\": [".utf8)
    for (index, paragraph) in document.paragraphs.enumerated() {
      if index > 0 { bytes.append(contentsOf: ", ".utf8) }
      append(paragraph, to: &bytes)
    }
    bytes.append(contentsOf: "]}\n".utf8)
  }

  private static func append(_ paragraph: LinkedText, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "{\"text\": ".utf8)
    JSONWriter.append(paragraph.text, to: &bytes)
    bytes.append(contentsOf: ", \"entities\": [".utf8)
    var text = paragraph.text
    text.withUTF8 { utf8 in
      var counter = ScalarCounter(utf8)
      for (index, link) in paragraph.links.enumerated() {
        if index > 0 { bytes.append(contentsOf: ", ".utf8) }
        let start = counter.scalars(before: link.range.lowerBound)
        let end = counter.scalars(before: link.range.upperBound)
        bytes.append(contentsOf: "{\"start\": \(start), \"end\": \(end), \"title\": ".utf8)
        JSONWriter.append(link.title, to: &bytes)
        bytes.append(contentsOf: "}".utf8)
      }
    }
    bytes.append(contentsOf: "]}".utf8)
  }
}

// MARK: - Reading

extension LinkedDocumentLine {
  /// Reads a line.
  package static func read(_ line: some Sequence<UInt8>) throws(Fault) -> Content {
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONParser.parse(line, whole: "line")
    } catch {
      throw Fault(message: JSONText.Fault(error).message, syntax: error)
    }
    guard case .object = value else {
      throw Fault(message: "is not an object; write {\"text\": …}, one object a line")
    }
    var content = Content(document: LinkedDocument(paragraphs: []))
    if let title = value["title"] {
      guard let text = title.string else {
        throw Fault(message: "title: is not text; put it in quotes or leave the key out")
      }
      content.document.title = text
    }
    if let paragraphs = value["paragraphs"] {
      guard let elements = paragraphs.elements else {
        throw Fault(
          message: "paragraphs: is not a list of {\"text\", \"entities\"}; write [{\"text\": …}]")
      }
      for (index, element) in elements.enumerated() {
        try read(element, at: "paragraphs[\(index)].", into: &content)
      }
      let hasLinks = content.document.paragraphs.contains { !$0.links.isEmpty }
      content.otherLists.note(value, hasLinks: hasLinks)
    } else {
      try read(value, at: "", into: &content)
    }
    return content
  }

  /// What to say of records none of which has any of the keys of documents; nil for others.
  static func reasonAgainst(_ records: [JSONValue]) -> String? {
    ForeignRecords.reason(
      records, without: ["text", "paragraphs", "entities"], needs: textPlaces)
  }

  private static let textPlaces =
    "text is read from the key \"text\", or from \"paragraphs\" that have it"

  /// Whether a record has a text where documents have theirs.
  static func hasText(_ record: JSONValue) -> Bool {
    record["text"] != nil || (record["paragraphs"]?.elements ?? []).contains { $0["text"] != nil }
  }

  /// Whether a record is a document.
  static func canRead(_ record: JSONValue) -> Bool {
    (try? read(record.compactText.utf8)) != nil
  }

  private static func read(
    _ value: JSONValue, at place: String, into content: inout Content
  ) throws(Fault) {
    guard let text = value["text"]?.string else {
      throw Fault(
        message: value["text"] == nil
          ? "key \"\(place)text\" is missing; \(textPlaces)"
          : "\(place)text: is not text; put the text in quotes, or take the object out")
    }
    var paragraph = LinkedText(text: text)
    if let entities = value["entities"] {
      guard let elements = entities.elements else {
        throw Fault(
          message: "\(place)entities: is not a list of \(form); write [], or no key, for a text "
            + "without links")
      }
      var links: [EntityLink] = []
      let offsets = elements.isEmpty ? [] : ScalarOffsets(text).offsets
      let hasNames = elements.contains { $0["name"] != nil || $0["word"] != nil }
      let scalars = hasNames ? Array(text.unicodeScalars) : []
      for (index, element) in elements.enumerated() {
        links.append(
          try link(element, at: "\(place)entities[\(index)]", in: text, scalars, offsets))
      }
      links.sort {
        ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
      }
      for link in links {
        if let last = paragraph.links.last, last.range.upperBound > link.range.lowerBound {
          content.overlappingLinkCount += 1
        } else {
          paragraph.links.append(link)
          if [link.range.lowerBound, link.range.upperBound].contains(where: {
            WordSplitter.isInsideWord($0, of: text[...].utf8)
          }) {
            content.cutLinkCount += 1
          }
        }
      }
    }
    content.otherLists.note(value, hasLinks: !paragraph.links.isEmpty)
    content.document.paragraphs.append(paragraph.withoutByteOrderMarks)
  }

  private static let form = "{\"start\", \"end\", \"title\"}"
  private static let remedy = "mend the link or take it out"
  /// What to do about places that are none of a link's text.
  private static let remedyOfPlaces =
    "offsets count Unicode scalars from 0, the end excluded; \(remedy)"

  /// How links that are lists of start, end and title become objects.
  private static func advice(on link: JSONValue, at place: String) -> String {
    guard let parts = link.elements, parts.count == 3, parts[0].integer != nil,
      parts[1].integer != nil, parts[2].string != nil
    else { return "; \(remedy)" }
    let key = place.hasPrefix("paragraphs") ? ".paragraphs[].entities" : ".entities"
    return
      ": where these are start, end (excluded) and title, jq -c '\(key) |= map({start: .[0], end: .[1], "
      + "title: .[2]})' makes them"
  }

  /// Reads a link; `scalars` are those of the text, needed where links have names.
  private static func link(
    _ value: JSONValue, at place: String, in text: String, _ scalars: [Unicode.Scalar],
    _ offsets: [Int]
  ) throws(Fault) -> EntityLink {
    func number(_ key: String) throws(Fault) -> Int {
      guard let number = value[key]?.integer else {
        throw Fault(message: "\(place).\(key): must be a whole number; \(remedyOfPlaces)")
      }
      return number
    }
    guard case .object = value else {
      let advice = advice(on: value, at: place)
      throw Fault(message: "\(place): is not an object, \(form)\(advice)")
    }
    let (start, end) = (try number("start"), try number("end"))
    guard let title = value["title"]?.string, !title.isInvisible else {
      let isBlank = value["title"]?.string?.isEmpty == false
      throw Fault(
        message:
          "\(place).title: must be text, not \(isBlank ? "blank" : "empty"): the entity that the link leads to; "
          + remedy)
    }
    guard 0 <= start, start < end, end < offsets.count else {
      throw Fault(
        message: "\(place): \(start) to \(end) is no stretch of the text, which has "
          + "\(offsets.count - 1) characters (Unicode scalars, the end excluded); \(remedy)"
      )
    }
    let range = offsets[start]..<offsets[end]
    let own = text.utf8.dropFirst(range.lowerBound).prefix(range.count)
    if Substring(own).isInvisible {
      throw Fault(message: "\(place): \(start) to \(end) is blank; \(remedy)")
    }
    for key in ["text", "surface", "mention"] {
      guard let surface = value[key]?.string else { continue }
      if !own.elementsEqual(surface.utf8) {
        throw Fault(
          message: "\(place): \(start) to \(end) is \"\(String(Substring(own)))\", not "
            + "\"\(surface)\"; \(remedyOfPlaces)")
      }
    }
    let name = PossibleSurface(value["name"]?.string ?? value["word"]?.string)
    if let wrong = name.misplaced(start..<end, in: scalars) {
      throw Fault(
        message: "\(place): \(start) to \(end) is \"\(String(Substring(own)))\", not \"\(wrong)\"; "
          + remedyOfPlaces)
    }
    return EntityLink(title: title, range: range)
  }
}

/// Counts Unicode scalars up to places that only go forward.
private struct ScalarCounter {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0
  private var count = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func scalars(before end: Int) -> Int {
    while place < min(end, bytes.count) {
      if bytes[place] & 0xC0 != 0x80 { count += 1 }
      place += 1
    }
    return count
  }
}

/// Where each Unicode scalar of a text begins, in UTF-8 bytes, and where the text ends.
private struct ScalarOffsets {
  var offsets: [Int] = []

  init(_ text: String) {
    for (place, byte) in text.utf8.enumerated() where byte & 0xC0 != 0x80 { offsets.append(place) }
    offsets.append(text.utf8.count)
  }
}
