import Foundation
import LukeCorpus

/// A document as the scripts write it: links by offsets in Unicode scalars.
struct ScalarDocument: Decodable {
  struct Paragraph: Decodable {
    struct Entity: Decodable {
      var start: Int
      var end: Int
      var title: String
    }
    var text: String
    var entities: [Entity]
  }
  var title: String?
  var paragraphs: [Paragraph]

  /// The document with its links by offsets in bytes.
  var linked: LinkedDocument {
    LinkedDocument(
      title: title,
      paragraphs: paragraphs.map { paragraph in
        var places = [0]
        for scalar in paragraph.text.unicodeScalars {
          places.append(places[places.count - 1] + UTF8.width(scalar))
        }
        return LinkedText(
          text: paragraph.text,
          links: paragraph.entities.map {
            EntityLink(title: $0.title, range: places[$0.start]..<places[$0.end])
          })
      })
  }

  /// The documents of a file, one a line.
  static func read(_ file: URL) throws -> [LinkedDocument] {
    let decoder = JSONDecoder()
    return try Data(contentsOf: file).split(separator: 10).map {
      try decoder.decode(ScalarDocument.self, from: $0).linked
    }
  }
}
