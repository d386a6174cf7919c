/// BioC's XML: a passage for each sentence; scores are infons of annotations.
///
/// Offsets count Unicode code points of the document. Passages that the file has keep their offsets and infons;
/// others are parted by a line break.
enum BioCAnswer {
  static func lines(_ found: [FoundSentence], marksDocuments: Bool) -> [String] {
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!DOCTYPE collection SYSTEM \"BioC.dtd\">",
      "<collection><source>luke-train</source><date></date><key></key>",
    ]
    let documents = AnswerDocuments.of(found, marksDocuments: marksDocuments, else: true)
    for (index, document) in documents.enumerated() {
      lines.append("<document><id>\(escaped(name(of: document) ?? String(index + 1)))</id>")
      var offset = 0
      for sentence in document {
        let passage = sentence.sentence.passage
        // Some files count otherwise than their texts are long, as in UTF-16 or bytes.
        if let own = passage?.offset, (offset...mostOffset).contains(own) { offset = own }
        let infons = (passage?.infons ?? [:]).sorted { $0.key < $1.key }.map { key, value in
          "<infon key=\"\(escaped(key))\">\(escaped(value))</infon>"
        }
        lines.append(
          "<passage>\(infons.joined())<offset>\(offset)</offset><text>\(escaped(sentence.text))</text>"
        )
        for (number, span) in sentence.spans.enumerated() {
          lines.append(annotation(span.entity, span.scalars, sentence, number, offset))
        }
        lines.append("</passage>")
        offset += sentence.text.unicodeScalars.count + 1
      }
      lines.append("</document>")
    }
    return lines + ["</collection>"]
  }

  /// Longer documents are none.
  private static let mostOffset = Int(Int32.max)

  private static func annotation(
    _ entity: FoundEntity, _ scalars: Range<Int>, _ found: FoundSentence, _ number: Int,
    _ offset: Int
  ) -> String {
    let score = entity.score.map { "<infon key=\"score\">\($0)</infon>" } ?? ""
    return "<annotation id=\"\(offset)-\(number + 1)\"><infon key=\"type\">"
      + "\(escaped(entity.label))</infon>\(score)"
      + "<location offset=\"\(offset + scalars.lowerBound)\" length=\"\(scalars.count)\"/>"
      + "<text>\(escaped(found.text.substring(scalars: scalars)))</text></annotation>"
  }

  private static func name(of document: [FoundSentence]) -> String? {
    switch document[0].sentence.identifier {
    case .number(let number): String(number)
    case .text(let text): text
    case nil: nil
    }
  }

  /// A text as it stands in XML, which has no way to write control characters.
  private static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "\r": result.append(contentsOf: "&#13;".unicodeScalars)
      case _ where scalar.value < 32 && scalar != "\t" && scalar != "\n",
        "\u{FFFE}", "\u{FFFF}":
        result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
