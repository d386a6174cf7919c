import LukeData
import LukeJSON
import LukeSystem

/// What speaks against lines being plain text: columns, statements, strings of JSON, markup.
struct TextLayout {
  private let sample: [UInt8]
  private let isWhole: Bool
  /// Whole lines that are not empty.
  private let lines: [ArraySlice<UInt8>]

  init(_ sample: [UInt8], isWhole: Bool) {
    (self.sample, self.isWhole) = (sample, isWhole)
    var lines = sample.split(omittingEmptySubsequences: false) { $0 == 10 || $0 == 13 }
    if !isWhole, !lines.isEmpty { lines.removeLast() }
    self.lines = lines.filter { !$0.allSatisfy { $0 == 0x20 || $0 == 9 } }
  }

  /// What the lines are; nil where nothing is known to speak against plain text.
  var finding: CorpusRecognition.Finding? {
    if isSQL {
      return .other("a dump of a database in SQL", advice: "give the XML dump of the pages")
    }
    if areTagged {
      return .other(
        "a file of labelled words in columns", advice: "fine-tune on it; pretraining reads text")
    }
    if let count = columnCount(separatedBy: .tab) {
      return .other("a table of \(count) columns with tabs", advice: Self.asJSON)
    }
    for separator in [UInt8(ascii: ","), UInt8(ascii: ";")] {
      if let count = columnCount(separatedBy: separator) {
        return .other("a table of \(count) columns in CSV", advice: Self.asJSON)
      }
    }
    if isStructure {
      return .other("broken JSON, brackets without any text", advice: WholeJSON.advice)
    }
    if areValues { return .other("a list of JSON values without text", advice: Self.asJSON) }
    if areStrings { return .other("a list of strings of JSON", advice: Self.asJSON) }
    if density(of: "</") {
      return .other("text with many tags", advice: "take the text out of them first")
    }
    return density(of: "[[") ? Self.wikitext : nil
  }

  static let wikitext = CorpusRecognition.Finding.other(
    "wikitext without its dump", advice: "give the XML dump of the pages")

  private static let asJSON = "write its texts as JSON Lines, {\"text\": …} a line"

  // MARK: Kinds

  private static let statements = [
    "-- MySQL dump", "-- MariaDB dump", "-- PostgreSQL database dump", "/*M!", "/*!40",
    "CREATE TABLE ", "INSERT INTO ", "DROP TABLE ", "PRAGMA foreign_keys",
  ]

  private var isSQL: Bool {
    lines.prefix(50).contains { line in Self.statements.contains { line.starts(with: $0.utf8) } }
  }

  private var areStrings: Bool {
    lines.count >= 3
      && lines.allSatisfy { line in
        line.first == UInt8(ascii: "\"") && (try? JSONParser.parse(line))?.string != nil
      }
  }

  /// Whether there is nothing but what is between the values of JSON, and many brackets.
  private var isStructure: Bool {
    let structure = Set("[]{},:\"".utf8)
    return sample.count(where: { "[]{}".utf8.contains($0) }) >= 20
      && sample.allSatisfy { structure.contains($0) || $0.isBlank || $0 == .newline }
  }

  /// Whether every line is a number, true, false or null; Python's NaN counts.
  private var areValues: Bool {
    lines.count >= 2
      && lines.allSatisfy { line in
        if line.elementsEqual("NaN".utf8) { return true }
        return switch try? JSONParser.parse(line) {
        case .number, .bool, .null: true
        default: false
        }
      }
  }

  /// Whether every line is words of which the last is a tag.
  private var areTagged: Bool {
    let rows = lines.filter { $0.first != UInt8(ascii: "#") && !$0.starts(with: "-DOCSTART-".utf8) }
      .map { $0.split { $0.isBlank } }
    guard rows.count >= 5, let count = Self.usual(rows.map(\.count)), count >= 2 else {
      return false
    }
    let tagged = rows.count { row in
      guard row.count == count, let tag = row.last else { return false }
      if tag.elementsEqual("O".utf8) { return true }
      return tag.count > 2 && "BIESLUM".utf8.contains(tag[tag.startIndex])
        && tag[tag.startIndex + 1] == UInt8(ascii: "-")
    }
    return Self.areNearlyAll(tagged, of: rows.count)
  }

  /// The number that most of some numbers are.
  private static func usual(_ numbers: [Int]) -> Int? {
    var counts: [Int: Int] = [:]
    for number in numbers { counts[number, default: 0] += 1 }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  /// Whether something is so of all lines, or of all but an odd one in twenty.
  private static func areNearlyAll(_ count: Int, of total: Int) -> Bool {
    (total - count) * 20 <= total
  }

  /// Whether something is there often: twenty times, and once in five hundred bytes.
  private func density(of mark: String) -> Bool {
    let mark = Array(mark.utf8)
    var count = 0
    for place in sample.indices.dropLast(mark.count - 1)
    where sample[place] == mark[0] && sample[place...].starts(with: mark) { count += 1 }
    return count >= 20 && count * 500 > sample.count
  }

  /// The columns of a table whose records all have as many, at least two of each.
  ///
  /// A comma in prose has a blank after it; one in the first line of a table has none.
  private func columnCount(separatedBy separator: UInt8) -> Int? {
    guard let records = records(separatedBy: separator), records.count >= 2 else { return nil }
    if separator == .tab {
      // Prose has no tabs; an odd row among many makes no text of a table.
      guard let count = Self.usual(records.map(\.count)), count >= 2,
        Self.areNearlyAll(records.count { $0.count == count }, of: records.count),
        // Paragraphs may begin with a tab.
        records.count(where: { $0.first?.isEmpty == false }) * 2 > records.count
      else { return nil }
      return count
    }
    guard let header = records.first, header.count >= 2,
      records.allSatisfy({ $0.count == header.count })
    else { return nil }
    let isHeader = header.allSatisfy { field in
      !field.isEmpty && field.count <= 64 && field.first != 0x20
    }
    return isHeader && header.first?.isEmpty == false ? header.count : nil
  }

  /// The fields of whole records, line breaks within quotes included; nil where quotes do not close.
  private func records(separatedBy separator: UInt8) -> [[ArraySlice<UInt8>]]? {
    var (records, fields) = ([[ArraySlice<UInt8>]](), [ArraySlice<UInt8>]())
    var place = sample.starts(with: ByteOrderMark.utf8) ? 3 : 0
    let quote = UInt8(ascii: "\"")
    while place < sample.count {
      let start = place
      if sample[place] == quote, separator != .tab {
        place += 1
        while place < sample.count, sample[place] != quote || Self.isDoubled(sample, at: &place) {
          place += 1
        }
        guard place < sample.count else { return isWhole ? nil : records }
        place += 1
      }
      while place < sample.count, sample[place] != separator, sample[place] != .newline {
        place += 1
      }
      var field = sample[start..<place]
      if field.last == 13 { field.removeLast() }
      fields.append(field)
      if place == sample.count, !isWhole { break }
      if place == sample.count || sample[place] == .newline {
        // An empty line is none, as between sentences.
        if fields.count > 1 || !fields[0].isEmpty { records.append(fields) }
        fields = []
      }
      place += 1
    }
    return records
  }

  /// Whether a quote is one of two, which stand for one within a field; goes to the second.
  private static func isDoubled(_ bytes: [UInt8], at place: inout Int) -> Bool {
    guard place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "\"") else { return false }
    place += 1
    return true
  }
}
