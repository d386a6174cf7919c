/// How a file of records with named fields is written.
public enum RecordFormat: String, Hashable, Sendable, Codable, CaseIterable {
  /// One JSON object a line.
  case jsonLines = "jsonl"
  /// One JSON array of objects, or an object whose `data` is one.
  case json
  /// Columns between tabs; quotes are text.
  case tsv
  /// Columns between commas or semicolons, in quotes where they hold one.
  case csv

  /// What it is called in messages.
  var title: String {
    switch self {
    case .jsonLines: "JSON Lines"
    case .json: "JSON"
    case .tsv: "columns between tabs"
    case .csv: "CSV"
    }
  }

  /// Whether fields are columns.
  var isTable: Bool { self == .tsv || self == .csv }
}
