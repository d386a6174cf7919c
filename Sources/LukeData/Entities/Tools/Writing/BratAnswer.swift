/// brat's stand-off annotations: texts with a sentence a line, and files of their entities beside them.
///
/// Offsets count Unicode code points of the text. Scores are notes of the annotators, which brat shows.
enum BratAnswer {
  /// The files of a folder: `NAME.txt`, `NAME.ann`, and `annotation.conf` with the types.
  static func files(_ found: [FoundSentence], marksDocuments: Bool) -> [AnswerFile] {
    let documents = AnswerDocuments.of(found, marksDocuments: marksDocuments, else: false)
    var files: [AnswerFile] = []
    for (name, document) in zip(names(of: documents), documents) {
      files.append(AnswerFile(name: "\(name).txt", lines: document.map(\.bratLine)))
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
      let line = sentence.bratLine
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

  /// Names of the files that documents are from, where each is from one of its own, or those that their file
  /// gives documents, where they differ and are words; else numbers.
  private static func names(of documents: [[FoundSentence]]) -> [String] {
    let given = documents.compactMap { document -> String? in
      guard let sentence = document.first?.sentence, sentence.passage != nil,
        case .text(let name) = sentence.identifier, name.wholeMatch(of: /\w[\w.\-]{0,99}/) != nil
      else { return nil }
      return name
    }
    // Some file systems take small and large letters for one.
    if given.count == documents.count, Set(given.map { $0.lowercased() }).count == given.count {
      return given
    }
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

extension FoundSentence {
  /// The line of a text of brat's: byte order marks at its start are spaces, which are as long, for whoever
  /// reads the file would take them off, and every offset would be wrong.
  fileprivate var bratLine: String {
    let marks = line.unicodeScalars.prefix { $0 == "\u{FEFF}" }.count
    return String(repeating: " ", count: marks)
      + line.substring(scalars: marks..<line.unicodeScalars.count)
  }
}
