/// Reads texts with a relation between two spans from files of any ``RelationDataFormat``.
public enum RelationDataReader {
  /// Reads a file; format and encoding are found out where not given.
  public static func read(
    file: String, options: RelationDataOptions = RelationDataOptions()
  ) throws(DataError) -> RelationCorpus {
    try read(SourceText(file: file, encoding: options.encoding), options)
  }

  /// Reads text already in memory, such as standard input; `name` stands for it in messages.
  public static func read(
    bytes: [UInt8], name: String, options: RelationDataOptions = RelationDataOptions()
  ) throws(DataError) -> RelationCorpus {
    try read(SourceText(bytes: bytes, file: name, encoding: options.encoding), options)
  }

  /// Reads a text.
  public static func read(
    _ source: SourceText, _ options: RelationDataOptions = RelationDataOptions()
  ) throws(DataError) -> RelationCorpus {
    let format: RelationDataFormat
    if let given = options.format { format = given } else { format = try self.format(of: source) }
    let examples =
      switch format {
      case .tacred: try TACREDReader.read(source, options: options)
      case .jsonLines: try RelationRecordReader.read(source, options: options)
      case .semeval, .kbp37:
        try MarkedSentenceReader.read(source, format: format, options: options)
      }
    if examples.isEmpty { throw .unsuitable(file: source.file, reason: "holds no examples") }
    return RelationCorpus(
      file: source.file, checksum: source.checksum, examples: examples, format: format,
      encoding: source.encoding)
  }

  private static func format(of source: SourceText) throws(DataError) -> RelationDataFormat {
    var sample: [ArraySlice<UInt8>] = []
    source.forEachLine { _, line in
      if sample.count < 40, !line.isEmpty { sample.append(line) }
    }
    if sample.isEmpty { throw .unsuitable(file: source.file, reason: "is empty") }
    let first = sample.first?.drop(while: \.isBlank) ?? []
    if first.first == UInt8(ascii: "[") { return .tacred }
    if first.first == UInt8(ascii: "{") {
      return first.string.contains("\"subj_start\"") ? .tacred : .jsonLines
    }
    guard sample.contains(where: MarkedSentenceReader.isSentence) else {
      throw .unsuitable(
        file: source.file,
        reason: "is none of TACRED JSON, SemEval-2010 task 8, KBP37, RELX or JSON Lines with the "
          + "two spans of each text, \"head\" and \"tail\"")
    }
    let hasComments = sample.contains { $0.starts(with: "Comment".utf8) }
    let isSentencesAlone = sample.allSatisfy(MarkedSentenceReader.isSentence)
    return hasComments || isSentencesAlone ? .semeval : .kbp37
  }
}
