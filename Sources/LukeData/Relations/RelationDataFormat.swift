/// A file format for texts with a relation between two spans.
public enum RelationDataFormat: String, Hashable, Sendable, Codable, CaseIterable {
  /// TACRED's: one JSON array of sentences in words; the ends of spans are inclusive.
  case tacred
  /// SemEval-2010 task 8's: numbered sentence in quotes with `<e1>` and `<e2>`, relation, comment.
  case semeval
  /// KBP37's and RELX's: as SemEval's, in words parted by spaces, without comment.
  case kbp37
  /// One JSON object a line with text or words, two spans with exclusive ends, and a relation.
  case jsonLines = "jsonl"
  /// FewRel's: one JSON object whose keys are relations, each with a list of instances in words.
  case fewRel = "fewrel"
  /// RELX-Distant's: one JSON array of sentences with two pairs of offsets, ends exclusive.
  case relxDistant = "relx-distant"
  /// Columns between tabs: a text, its two spans or marks around them, and a relation.
  case tsv
  /// Columns between commas or semicolons, in quotes where they hold one.
  case csv
  /// doccano's JSON Lines: texts with `entities` and `relations`.
  case doccano
  /// Label Studio's JSON: regions of a text and relations between them.
  case labelStudio = "label-studio"
  /// brat's stand-off annotations: lines of spans, `T1`, and of relations, `R1`.
  case brat
  /// BioC's collections: annotations, and relations whose nodes name them.
  case bioc

  /// The name people know the format by.
  var title: String {
    switch self {
    case .tacred: "TACRED"
    case .semeval: "SemEval-2010 task 8"
    case .kbp37: "KBP37 or RELX"
    case .jsonLines: "JSON Lines"
    case .fewRel: "FewRel"
    case .relxDistant: "RELX-Distant"
    case .tsv: RecordFormat.tsv.title
    case .csv: RecordFormat.csv.title
    case .doccano: EntityDataFormat.doccano.title
    case .labelStudio: EntityDataFormat.labelStudio.title
    case .brat: EntityDataFormat.brat.title
    case .bioc: EntityDataFormat.bioc.title
    }
  }
}
