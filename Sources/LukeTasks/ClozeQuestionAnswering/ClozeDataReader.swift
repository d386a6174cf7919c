public import LukeData
import LukeJSON

/// Reads passages with cloze questions: ReCoRD as its authors and as SuperGLUE give it, and what is written
/// like them.
public enum ClozeDataReader {
  /// Reads a file.
  /// - Throws: `DataError` for what cannot be read, each passage and question with its place.
  public static func read(
    _ source: SourceText, _ data: ClozeDataSettings = ClozeDataSettings(),
    requiresLabels: Bool = true
  ) throws(DataError) -> ClozeCorpus {
    if let reason = TaskLikeness.reason(source, givenTo: .clozes) {
      throw .unsuitable(file: source.file, reason: reason)
    }
    let table = try RecordTable(
      source, RecordOptions(format: data.format?.records),
      names: ColumnNames(usual: [], requested: []), policy: data.badRecords)
    guard let format = ClozeDataFormat.allCases.first(where: { $0.records == table.format }) else {
      throw .unsuitable(
        file: source.file,
        reason:
          "is no JSON; cloze-question-answering needs \"passage\" with \"text\" and \"entities\", and "
          + "\"qas\" with \"query\" and \"answers\", as ReCoRD has them")
    }
    var faults = table.faults
    let ends = ClozeEnds(table.records, given: data.hasInclusiveEnds)
    var reader = ClozeRecordReader(endsAreInclusive: ends.areInclusive, requiresLabels)
    var passages: [ClozePassage] = []
    for record in table.records {
      do throws(JSONText.Fault) {
        passages.append(try reader.passage(record, &faults))
      } catch {
        faults.add(record.location, error.message)
      }
    }
    try throwIfAny(faults, table)
    if passages.allSatisfy(\.questions.isEmpty) {
      throw .unsuitable(file: source.file, reason: "holds no questions")
    }
    return ClozeCorpus(
      file: source.file, checksum: source.checksum, passages: passages,
      layout: "\(format.title), \(source.encoding.title)",
      notes: source.notes + faults.notes
        + (ends.notes + reader.notes
        + [table.unreadNote(of: ClozeRecordReader.readKeys)].compactMap(\.self)
        + excerpts(passages)).map { "\(source.file): \($0)" })
  }

  /// Throws faults; what is wrong with every record because it is nobody's is told once.
  private static func throwIfAny(
    _ faults: FaultCollector, _ table: RecordTable
  ) throws(DataError) {
    do throws(DataError) { try faults.throwIfAny() } catch {
      let reason = ForeignRecords.reason(
        table.records.prefix(20).map(\.value), without: ["passage", "qas", "query"],
        needs:
          "cloze questions are read from \"passage\" with \"text\" and \"entities\", and \"qas\" with "
          + "\"query\" and \"answers\", as ReCoRD has them")
      throw reason.map { .unsuitable(file: table.source.file, reason: $0) } ?? error
    }
  }

  /// The first question as it is understood.
  private static func excerpts(_ passages: [ClozePassage]) -> [String] {
    guard let passage = passages.first(where: { !$0.questions.isEmpty }) else { return [] }
    let question = passage.questions[0]
    let candidates = passage.candidateTexts.map { "[\($0)]" }.joined(separator: " ")
    let answer = question.answers?.first.map { " → [\($0.text)]" } ?? ""
    return [
      "the first question reads: [\(question.query.asShown)]\(answer.asShown), of the candidates "
        + candidates.asShown
    ]
  }
}
