/// A file format for sentences with entities.
public enum EntityDataFormat: String, Hashable, Sendable, Codable, CaseIterable {
  /// One word a line with its tag in a column, blank lines between sentences.
  case conll
  /// One JSON object a line: words and tags, or text and entities.
  case jsonLines = "jsonl"
  /// doccano's JSON Lines: texts with `label`, a list of `[start, end, "PER"]`.
  case doccano
  /// Label Studio's JSON, whole or JSON-MIN: tasks with `annotations`.
  case labelStudio = "label-studio"
  /// Prodigy's JSON Lines: texts with `spans` and the `answer` to them.
  case prodigy
  /// spaCy's JSON: texts in pairs with `{"entities": [[start, end, "PER"]]}`, or documents of version 2.
  case spacy
  /// brat's stand-off annotations, a file `.ann` beside the text, `.txt`.
  case brat
  /// CoNLL-U with entity tags among the features of its last column, as `name=B-PER`.
  case conllu
  /// WebAnno's and INCEpTION's TSV 3.
  case webanno
  /// PubTator's titles and abstracts with mentions below them.
  case pubtator
  /// BioC's collections, XML or JSON: passages with annotations.
  case bioc
  /// One sentence a line, without entities.
  case text

  /// What it is called in messages.
  var title: String {
    switch self {
    case .conll: "CoNLL"
    case .jsonLines: "JSON Lines"
    case .doccano: "doccano's JSON Lines"
    case .labelStudio: "Label Studio's JSON"
    case .prodigy: "Prodigy's JSON Lines"
    case .spacy: "spaCy's JSON"
    case .brat: "brat's annotations (.ann)"
    case .conllu: "CoNLL-U with entity tags"
    case .webanno: "WebAnno's or INCEpTION's TSV"
    case .pubtator: "PubTator's format"
    case .bioc: "BioC"
    case .text: "text"
    }
  }

  /// What begins a document in files of many that need not say so; nil where a document is a file, a record,
  /// or always marked.
  package var documentBorder: String? {
    switch self {
    case .conll: "-DOCSTART-"
    case .conllu: "# newdoc"
    default: nil
    }
  }

  /// Whether it is the form of a labelling tool.
  var isOfTool: Bool { ![.conll, .jsonLines, .text].contains(self) }
}
