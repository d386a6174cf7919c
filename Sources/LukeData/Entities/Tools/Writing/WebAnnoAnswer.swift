/// WebAnno's TSV 3.3 with the layer of named entities; offsets count UTF-16 code units of the document.
enum WebAnnoAnswer {
  static func lines(_ found: [FoundSentence]) -> [String] {
    var lines = [
      "\(WebAnnoReader.mark).3",
      "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value", "",
    ]
    var (offset, number, sentenceNumber) = (0, 0, 0)
    for sentence in found where !sentence.sentence.words.isEmpty {
      sentenceNumber += 1
      lines.append("")
      let text = sentence.text
      lines += text.split(separator: "\n", omittingEmptySubsequences: false).map { "#Text=\($0)" }
      let units = units(before: text)
      let marks = marks(sentence.entities, count: sentence.sentence.words.count, &number)
      for (index, word) in sentence.sentence.words.enumerated() {
        let place = sentence.sentence.scalars(of: index..<index + 1)
        let cells = marks[index].isEmpty ? [("_", "_")] : marks[index]
        let identifiers = cells.map(\.0).joined(separator: "|")
        let values = cells.map(\.1).joined(separator: "|")
        lines.append(
          "\(sentenceNumber)-\(index + 1)\t\(offset + units[place.lowerBound])-"
            + "\(offset + units[place.upperBound])\t\(WebAnnoText.escaped(word))\t\(identifiers)\t"
            + "\(values)\t")
      }
      offset += units[units.count - 1] + 1
    }
    return lines + [""]
  }

  /// The cells of each word; spans of several words have a number.
  private static func marks(
    _ entities: [FoundEntity], count: Int, _ number: inout Int
  ) -> [[(String, String)]] {
    var cells = [[(String, String)]](repeating: [], count: count)
    for entity in entities {
      var suffix = ""
      if entity.words.count > 1 {
        number += 1
        suffix = "[\(number)]"
      }
      for word in entity.words {
        cells[word].append(("*\(suffix)", WebAnnoText.escaped(entity.label) + suffix))
      }
    }
    return cells
  }

  private static func units(before text: String) -> [Int] {
    text.unicodeScalars.reduce(into: [0]) { places, scalar in
      places.append(places[places.count - 1] + (scalar.value > 0xFFFF ? 2 : 1))
    }
  }
}
