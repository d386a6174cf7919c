import LukeJSON

/// Finds out how a file of records is written.
enum RecordRecognition {
  private static let sampleSize = 40

  /// The format of a file; nil where it has no fields, be it text or one column.
  static func format(of source: SourceText) throws(DataError) -> RecordFormat? {
    switch JSONRecognition(source) {
    case .lines: return source.firstLines(2).count == 1 && wrapped(source) ? .json : .jsonLines
    case .array: return .json
    case .refused(let reason):
      if wrapped(source) { return .json }
      throw .unsuitable(file: source.file, reason: reason)
    case .arrays(let reason): throw .unsuitable(file: source.file, reason: reason)
    case nil: break
    }
    let lines = source.firstLines(sampleSize)
    if lines.count(where: { $0.contains(.tab) }) * 2 > lines.count { return .tsv }
    if separator(of: source) != nil { return .csv }
    if let known = KnownText(source) {
      // Of few rows one that is broken hides how many columns all have.
      if known.isCSV { return .csv }
      throw .unsuitable(file: source.file, reason: known.reason)
    }
    return nil
  }

  /// Whether a text is one object whose `data` are the records.
  private static func wrapped(_ source: SourceText) -> Bool {
    guard let value = try? JSONParser.parse(source.bytes) else { return false }
    return value["data"]?.elements?.first?.members != nil
  }

  /// The bytes of the array of records; of what stands before it only line ends are left, so that lines
  /// keep their numbers.
  static func array(in source: SourceText) -> [UInt8] {
    guard source.firstLines(1).first?.first(where: { !$0.isBlank }) == UInt8(ascii: "{"),
      let key = source.bytes.firstRange(of: Array("\"data\"".utf8)),
      let start = source.bytes[key.upperBound...].firstIndex(of: UInt8(ascii: "["))
    else { return source.bytes }
    var bytes = source.bytes
    for index in 0..<start where bytes[index] != .newline { bytes[index] = .space }
    // What follows the array belongs to the object around it.
    if let end = bytes.lastIndex(of: UInt8(ascii: "]")) {
      for index in bytes.indices[(end + 1)...] where bytes[index] != .newline {
        bytes[index] = .space
      }
    }
    return bytes
  }

  /// The fields of the first rows of a table, at most so many; of CSV with quotes around those that need them.
  static func firstRows(
    of source: SourceText, _ format: RecordFormat, _ limit: Int
  ) -> [[String]] {
    DelimitedRows(
      source, delimiter: delimiter(of: source, format), quoting: format == .csv, limit: limit
    ).rows.map(\.fields)
  }

  static func delimiter(of source: SourceText, _ format: RecordFormat) -> UInt8 {
    format == .tsv ? .tab : separator(of: source) ?? likeliestSeparator(of: source)
  }

  /// The comma or semicolon that cuts the most of the first rows as the first one; the comma of none.
  private static func likeliestSeparator(of source: SourceText) -> UInt8 {
    let counts = [UInt8(ascii: ","), UInt8(ascii: ";")].map { delimiter in
      let rows = DelimitedRows(source, delimiter: delimiter, quoting: true, limit: sampleSize).rows
      let count = rows.first?.fields.count ?? 0
      return (delimiter, alike: count > 1 ? rows.count { $0.fields.count == count } : 0)
    }
    return counts[1].alike > counts[0].alike ? counts[1].0 : counts[0].0
  }

  /// The comma or semicolon that cuts the first rows into the same number of fields, more than one.
  private static func separator(of source: SourceText) -> UInt8? {
    [UInt8(ascii: ","), UInt8(ascii: ";"), .tab].first { delimiter in
      let rows = DelimitedRows(source, delimiter: delimiter, quoting: true, limit: sampleSize)
      guard let count = rows.rows.first?.fields.count, count > 1 else { return false }
      // A row or two of the first may be broken.
      let alike = rows.rows.count { $0.fields.count == count }
      return alike * 10 >= rows.rows.count * 9
    }
  }

  /// Whether a row names columns: two of its fields are names that columns of such data have, or one is
  /// a name that is asked for.
  static func isHeader(_ row: [String], _ names: ColumnNames) -> Bool {
    let fields = row.map { $0.withoutInvisibleEnds }
    return fields.contains(where: names.requested.contains)
      || fields.count(where: names.isUsual) > 1
  }

  /// How many rows below a first one have to have numbers for that one to name them.
  private static let leastNumbers = 3
  /// The longest name of a column in characters.
  private static let longestName = 40

  /// The first column that has numbers in all rows but the first, where that one has short texts that all differ:
  /// they are names of columns, whatever they are; nil where there is no such column.
  static func columnNamedAboveNumbers(_ rows: some Collection<[String]>) -> Int? {
    guard let first = rows.first?.map({ $0.withoutInvisibleEnds }), Set(first).count == first.count,
      first.allSatisfy({ !$0.isEmpty && $0.count <= longestName && Double($0) == nil })
    else { return nil }
    let others = rows.dropFirst().lazy.filter { $0.count == first.count }.prefix(sampleSize)
    guard others.count >= leastNumbers else { return nil }
    return first.indices.first { column in
      others.allSatisfy { Double($0[column].withoutInvisibleEnds) != nil }
    }
  }
}

/// The names by which the first row of a table is known to name its columns.
package struct ColumnNames: Sendable {
  /// Names that such data mostly have, in small letters.
  let usual: Set<String>
  /// Names that the recipe asks for.
  let requested: Set<String>

  /// Whether the recipe asks for columns by their numbers, so that names do not matter.
  private let hasNumbers: Bool

  package init(usual: Set<String>, requested: [RecordField?]) {
    self.usual = usual
    hasNumbers = requested.contains { if case .number = $0 { true } else { false } }
    self.requested = Set(
      requested.compactMap { field in
        if case .name(let name) = field { name } else { nil }
      })
  }

  /// What is wrong with names of columns of which two that may be read are the same; nil where nothing is.
  func repetition(in header: [String]) -> String? {
    if hasNumbers { return nil }
    for (place, name) in header.enumerated() where requested.contains(name) || isUsual(name) {
      if let first = header.firstIndex(of: name), first < place {
        return
          "two columns are named \"\(name)\", \(first) and \(place), counted from 0; rename one of "
          + "them, or name columns by their numbers in data.columns"
      }
    }
    return nil
  }

  /// Whether data have such a column, perhaps with the language of a translation behind its name.
  func isUsual(_ name: String) -> Bool {
    let name = name.lowercased()
    if usual.contains(name) { return true }
    guard let bar = name.lastIndex(of: "_") else { return false }
    let language = name[bar...].dropFirst()
    return (2...3).contains(language.count) && usual.contains(String(name[..<bar]))
  }
}
