/// How a file of questions about texts is written.
public enum QuestionDataFormat: String, Hashable, Sendable, Codable, CaseIterable {
  /// SQuAD's JSON, of articles with paragraphs, each a context with its questions.
  case squad
  /// CMRC 2018's JSON, a list of contexts with their questions.
  case cmrc
  /// One JSON object a line: a question with its context.
  case jsonLines = "jsonl"
  /// One JSON array of such objects, or an object whose `data` is one.
  case json
  /// Columns between tabs: question, context, answer and perhaps where it starts.
  case tsv
  /// Columns between commas or semicolons, in quotes where they hold one.
  case csv

  /// What it is called in messages.
  var title: String {
    switch self {
    case .squad: "SQuAD's JSON"
    case .cmrc: "CMRC 2018's JSON"
    case .jsonLines: "JSON Lines"
    case .json: "JSON"
    case .tsv: RecordFormat.tsv.title
    case .csv: RecordFormat.csv.title
    }
  }

  /// The key that each record of a file has.
  var key: String {
    switch self {
    case .squad: "paragraphs"
    case .cmrc: "qas"
    case .jsonLines, .json, .tsv, .csv: "question"
    }
  }

  /// The format as one of records with named fields.
  var recordFormat: RecordFormat {
    switch self {
    case .squad, .cmrc, .json: .json
    case .jsonLines: .jsonLines
    case .tsv: .tsv
    case .csv: .csv
    }
  }
}
