/// A form in which entities that were found are written for people to correct.
public enum EntityAnswerFormat: String, Hashable, Sendable, CaseIterable {
  /// One JSON object a line: text and entities.
  case jsonLines = "jsonl"
  /// doccano's JSON Lines, as its import of sequence labelling takes them.
  case doccano
  /// Label Studio's JSON of tasks with predictions.
  case labelStudio = "label-studio"
  /// Prodigy's JSON Lines of tasks that nobody has answered.
  case prodigy
  /// spaCy's JSON of version 2, as `spacy convert` takes it.
  case spacy
  /// A word a line with its tag, in IOB2.
  case conll
  /// WebAnno's and INCEpTION's TSV 3.3.
  case webanno
  /// PubTator's titles and abstracts with mentions.
  case pubtator
  /// BioC's XML.
  case bioc
  /// brat's stand-off annotations: a folder of texts, each with its annotations beside it.
  case brat

  /// Whether answers are a folder of files.
  public var isFolder: Bool { self == .brat }

  /// Why a label cannot be written; nil where it can.
  package func reason(against label: String) -> String? {
    let blanks = label.unicodeScalars.filter { $0.properties.isWhitespace }
    switch self {
    case .brat where !blanks.isEmpty: return "has a blank in it, which types of brat's have not"
    case .conll where blanks.contains { $0 == "\t" || $0 == "\n" || $0 == "\r" }:
      return "has a tab or a line break in it, which parts columns and words"
    case .webanno where blanks.contains("\r"):
      return "has a carriage return in it, which ends lines of WebAnno's"
    case .pubtator where blanks.contains { $0 == "\t" || $0 == "\n" || $0 == "\r" }:
      return "has a tab or a line break in it, which parts PubTator's columns"
    default: return nil
    }
  }
}
