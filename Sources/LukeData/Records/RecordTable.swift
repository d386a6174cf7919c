import LukeJSON

/// The records of a file with named fields.
package struct RecordTable: Sendable {
  package let source: SourceText
  package let format: RecordFormat
  /// The names of the columns; nil for JSON and for tables without a header.
  package let header: [String]?
  /// How many columns most rows have; 0 for JSON.
  package let columnCount: Int
  package internal(set) var records: [DataRecord] = []
  /// Records that cannot be read.
  package internal(set) var faults: FaultCollector
  /// Why the first row is read as names that nobody knows; nil where it is not.
  let headerNote: String?

  /// Reads records.
  /// - Parameters:
  ///   - names: names of columns, by which a header is known.
  ///   - policy: what becomes of records that cannot be read.
  /// - Throws: `DataError.unsuitable` where the file is none of the formats.
  package init(
    _ source: SourceText, _ options: RecordOptions, names: ColumnNames, policy: BadRecords
  ) throws(DataError) {
    self.source = source
    faults = FaultCollector(file: source.file, policy: policy)
    if source.firstLines(1).isEmpty { throw .unsuitable(file: source.file, reason: "is empty") }
    if let given = options.format {
      format = given
    } else if let found = try RecordRecognition.format(of: source) {
      format = found
    } else {
      throw .unsuitable(
        file: source.file,
        reason:
          "has no fields: neither JSON, nor tabs, commas or semicolons between columns that all its "
          + "rows have")
    }
    guard format.isTable else {
      (header, columnCount, headerNote) = (nil, 0, nil)
      try readJSON()
      return
    }
    let separator = RecordRecognition.delimiter(of: source, format)
    let table = DelimitedRows(
      source, delimiter: separator, quoting: options.quoting ?? (format == .csv))
    faults.append(table.faults)
    var rows = table.rows[...]
    let isKnown = options.header ?? RecordRecognition.isHeader(rows.first?.fields ?? [], names)
    let numbered =
      options.header == nil && !isKnown
      ? RecordRecognition.columnNamedAboveNumbers(rows.map(\.fields)) : nil
    headerNote = numbered.map { column in
      "the first row names the columns, for below \"\(rows.first?.fields[column] ?? "")\" there are numbers alone; "
        + "data.header of false takes it as an example"
    }
    let isNamed = isKnown || numbered != nil
    header = isNamed ? rows.popFirst()?.fields.map(Self.columnName) : nil
    if let header, let fault = names.repetition(in: header) {
      throw .unsuitable(file: source.file, reason: fault)
    }
    columnCount = header?.count ?? Self.usualCount(rows)
    for row in rows { take(row) }
  }

  /// What to say of a row of several lines, which a quote that was not meant may have begun.
  private static func openQuoteNote(_ row: DelimitedRows.Row) -> String {
    if row.lastLine <= row.line { return "" }
    return
      "; a quote that begins a field takes the lines to \(row.lastLine) into it; data.quoting: false takes "
      + "quotes as text"
  }

  /// A name without blanks around it, which no recipe could tell.
  private static func columnName(_ text: String) -> String {
    text.withoutInvisibleEnds
  }

  private static func usualCount(_ rows: ArraySlice<DelimitedRows.Row>) -> Int {
    var counts: [Int: Int] = [:]
    for row in rows { counts[row.fields.count, default: 0] += 1 }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  private mutating func take(_ row: DelimitedRows.Row) {
    let location = SourceLocation(file: source.file, line: row.line)
    // Without a header more columns may follow those that are read, as in the STS benchmark.
    if let header, row.fields.count != header.count {
      let fields = row.fields.count == 1 ? "1 column" : "\(row.fields.count) columns"
      return faults.add(
        location,
        "\(fields) where the header names \(header.count) (\(header.joined(separator: ", ")))"
          + OddSeparator.note(in: row.fields.joined(separator: "\t")) + Self.openQuoteNote(row))
    }
    records.append(DataRecord(row: row.fields, names: header, location))
  }

  // MARK: JSON

  private mutating func readJSON() throws(DataError) {
    if format == .jsonLines {
      source.forEachLine { number, line in
        if line.isEmpty { return }
        do throws(JSONSyntaxError) {
          take(try JSONParser.parse(line, whole: "line"), line: number)
        } catch {
          faults.add(JSONText.Fault(error), line: number)
        }
      }
      return
    }
    if ClassifiedRecords.pairs(source) == .json {
      for record in ToolRecords(source, &faults).records {
        take(record.value, line: record.location.line, column: record.location.column)
      }
      return
    }
    let elements = try JSONElements.ofArray(in: source, &faults)
    let perLine = elements.elements.reduce(into: [Int: Int]()) { $0[$1.line, default: 0] += 1 }
    for element in elements.elements {
      do throws(JSONSyntaxError) {
        // Of several objects that share a line the line alone would tell none.
        let column = perLine[element.line] == 1 ? nil : element.column
        take(
          try JSONParser.parse(element.bytes, whole: "object"), line: element.line, column: column)
      } catch {
        faults.add(JSONText.Fault(error), line: element.line, column: element.column)
      }
    }
  }

  private mutating func take(_ value: JSONValue, line: Int, column: Int? = nil) {
    let location = SourceLocation(file: source.file, line: line, column: column)
    let value = ClassifiedRecords.object(value)
    guard value.members != nil else { return faults.add(location, "is no JSON object") }
    records.append(DataRecord(value, location))
  }
}
