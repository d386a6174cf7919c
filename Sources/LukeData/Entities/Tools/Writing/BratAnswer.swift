/// brat's stand-off annotations: texts with a sentence a line, and files of their entities beside them.
///
/// Offsets count Unicode code points of the text. Scores are notes of the annotators, which brat shows.
enum BratAnswer {
  /// The files of a folder: `NAME.txt`, `NAME.ann`, and `annotation.conf` with the types.
  static func files(_ found: [FoundSentence], marksDocuments: Bool) -> [AnswerFile] {
    let documents = AnswerDocuments.of(found, marksDocuments: marksDocuments, else: false)
    var files: [AnswerFile] = []
    for (name, document) in zip(names(of: documents), documents) {
      files.append(AnswerFile(name: "\(name).txt", lines: document.map(\.line)))
      files.append(AnswerFile(name: "\(name).ann", lines: annotations(document)))
    }
    let types = Set(found.flatMap(\.entities).map(\.label)).sorted()
    files.append(
      AnswerFile(
        name: configurationName,
        lines: ["[entities]"] + types + ["[relations]", "[events]", "[attributes]"]))
    return files
  }

  /// The file by which brat knows the types of a folder.
  static let configurationName = "annotation.conf"

  /// The lines of a file `.ann`.
  static func annotations(_ document: [FoundSentence]) -> [String] {
    var (lines, offset, number) = ([String](), 0, 0)
    for sentence in document {
      let line = sentence.line
      for (entity, scalars) in sentence.spans {
        number += 1
        lines.append(
          "T\(number)\t\(entity.label) \(offset + scalars.lowerBound) \(offset + scalars.upperBound)"
            + "\t\(line.substring(scalars: scalars))")
        if let score = entity.score {
          lines.append("#\(number)\tAnnotatorNotes T\(number)\tscore \(score)")
        }
      }
      offset += line.unicodeScalars.count + 1
    }
    return lines
  }

  /// Names of the files that documents are from, where each is from one of its own; else numbers.
  private static func names(of documents: [[FoundSentence]]) -> [String] {
    let own = documents.compactMap { document -> String? in
      guard let file = document.first?.sentence.location.file.split(separator: "/").last,
        file.hasSuffix(".txt")
      else { return nil }
      return String(file.dropLast(4))
    }
    if own.count == documents.count, documents.count > 1, Set(own).count == own.count {
      return own
    }
    let width = String(documents.count).count
    return documents.indices.map { index in
      let number = String(index + 1)
      return "document-" + String(repeating: "0", count: width - number.count) + number
    }
  }
}
