import LukeJSON

/// Lists of which texts answer which queries, by ids alone, as the qrels of BEIR, MS MARCO and TREC are: without
/// the texts there is nothing to learn from.
enum Judgements {
  private static let sampleSize = 40
  private static let queries: Set<String> = ["query_id", "qid", "q_id", "topic", "topic_id"]
  private static let documents: Set<String> = [
    "corpus_id", "doc_id", "docid", "document_id", "passage_id", "pid",
  ]

  /// What to say of such a list, after the file's name; nil for other data.
  static func reason(_ source: SourceText) -> String? {
    guard let names = names(source) else { return nil }
    return
      "is a list of judgements by \(names), as BEIR's qrels, without the texts; write the texts that these "
      + "ids have in the files beside it, for example as {\"sentence1\", \"sentence2\", \"label\"}, one object "
      + "a line; data.columns reads its columns as they are"
  }

  /// What the ids are called; nil where there are none, or texts beside them.
  private static func names(_ source: SourceText) -> String? {
    let keys = (source.firstRecords.first?.members ?? []).map(\.key)
    if !keys.isEmpty { return namedIDs(keys) }
    guard let format = try? RecordRecognition.format(of: source), format.isTable else { return nil }
    let rows = RecordRecognition.firstRows(of: source, format, sampleSize)
    guard let first = rows.first else { return nil }
    return namedIDs(first) ?? (areIDs(rows) ? "ids" : nil)
  }

  /// `"query-id" and "corpus-id"`; nil where no names are of ids, or some of texts.
  private static func namedIDs(_ names: [String]) -> String? {
    func first(of known: Set<String>) -> String? {
      names.first {
        known.contains(
          $0.withoutInvisibleEnds.lowercased().replacing("-", with: "_").replacing(" ", with: "_"))
      }
    }
    guard let query = first(of: queries), let document = first(of: documents),
      !TextLayout.namesText(names)
    else { return nil }
    return "\"\(query)\" and \"\(document)\""
  }

  /// Whether rows without names are two ids and a number: `q1 d7 1`, or TREC's `q1 0 d7 1`.
  private static func areIDs(_ rows: [[String]]) -> Bool {
    guard rows.count > 1, let count = rows.first?.count, count == 3 || count == 4 else {
      return false
    }
    return rows.allSatisfy { row in
      row.count == count && isID(row[0]) && isID(row[count - 2]) && Int(row[count - 1]) != nil
        && (count == 3 || row[1] == "0" || row[1] == "Q0")
    }
  }

  /// Whether a cell is a name with a digit in it and nothing that parts words.
  private static func isID(_ cell: String) -> Bool {
    (1...64).contains(cell.unicodeScalars.count) && cell.contains(where: \.isNumber)
      && cell.allSatisfy { $0.isLetter || $0.isNumber || "-_.:/#".contains($0) }
  }
}
