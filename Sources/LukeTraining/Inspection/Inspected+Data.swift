import LukeData
import LukeJSON
import LukeSystem
import LukeTasks

/// A labelled file as a task reads it.
package struct LabelledFile {
  /// `task.kind`.
  package let kind: String
  /// What the task says of it in a line, without its name.
  package let description: String
  /// What it holds.
  package let overview: CorpusOverview
  /// What was guessed or left out.
  package let notes: [String]
  /// The CRC-32 of the file.
  package let checksum: UInt32
}

extension Inspected {
  /// What is larger is no labelled data that anybody reads at once.
  private static let most = 4_000_000_000

  /// Labelled data of a task; nil for what is none and has no name.
  /// - Throws: what its readers say of data that no task reads as they are.
  static func labelled(_ path: String) throws -> InspectedContent? {
    guard FileSize.bytes(of: ArchivePath.onDisk(path)) ?? 0 < most,
      let source = try text(path)
    else { return nil }
    if isLinkedText(source) { return linkedText(path) }
    if AnswersAsData.areJudged(source) { return judgedAnswers(path, source) }
    let isJSON = ["{", "["].contains(Unicode.Scalar(source.bytes.first ?? 0))
    // A task that refuses the beginning of much JSON need not read all of it.
    let beginning = isJSON ? source.beginningOfJSON : nil
    func look(_ task: any AnsweringTask.Type) throws -> InspectedContent {
      content(path, try isJSON ? task.look(in: source) : task.look(at: path))
    }
    var faults: [(task: any AnsweringTask.Type, error: DataError)] = []
    for task in TaskRegistry.all.compactMap({ $0 as? any AnsweringTask.Type }) {
      do {
        if let beginning { _ = try task.look(in: beginning) }
        return try look(task)
      } catch let error as Interruption {
        throw error
      } catch let error as DataError {
        faults.append((task, error))
      } catch { continue }
    }
    // Whose error is shown has to have read the whole.
    func retold(
      _ fault: (task: any AnsweringTask.Type, error: DataError)
    ) throws -> InspectedContent {
      guard beginning != nil else { throw fault.error }
      return try look(fault.task)
    }
    let unread = UnreadData(source)
    if let fault = faults.first(where: { $0.task.kind == unread.kind }) {
      return try retold(fault)
    }
    if isJSON, let fault = faults.first(where: { isMalformed($0.error) }) {
      return try retold(fault)
    }
    if let reason = unread.reason { throw DataError.unsuitable(file: source.file, reason: reason) }
    return nil
  }

  /// The text of a file, or of a folder of them; nil where there is none that could be data.
  /// - Throws: what is said of other things that have a name, such as workbooks.
  private static func text(_ path: String) throws -> SourceText? {
    do throws(DataError) { return try SourceText(file: path, takesFolders: true) } catch {
      switch error {
      case .missing: return nil
      case .unreadable where FileStatus(path)?.isFolder == true: return nil
      case .unsuitable(_, let reason) where reason.hasSuffix(BinaryContent.unnamed): return nil
      default: throw error
      }
    }
  }

  private static func isMalformed(_ error: DataError) -> Bool {
    if case .malformed = error { true } else { false }
  }

  /// Whether the first line is a document with links to titles.
  private static func isLinkedText(_ source: SourceText) -> Bool {
    let line = source.bytes.prefix { $0 != 0x0A }
    guard let record = try? JSONParser.parse(line) else { return false }
    return record["paragraphs"]?.elements?.first?["text"]?.string != nil
      || record["text"]?.string != nil && record["entities"]?.elements?.first?["title"] != nil
  }

  private static func linkedText(_ path: String) -> InspectedContent {
    InspectedContent(
      kind: "linked-text", path: path, what: "texts with links, for pretraining", rows: [],
      next: ["luke-train build-corpus \(ShellText.quoted(path)) corpus"])
  }

  /// What `evaluate --predictions` and runs write.
  private static func judgedAnswers(_ path: String, _ source: SourceText) -> InspectedContent {
    var (count, right, isJudged, files) = (0, 0, false, Set<String>())
    source.forEachLine { _, line in
      guard let record = try? JSONParser.parse(line) else { return }
      count += 1
      if let isRight = record["correct"]?.bool {
        isJudged = true
        if isRight { right += 1 }
      }
      if let file = record["file"]?.string { files.insert(file) }
    }
    let names = files.sorted()
    return InspectedContent(
      kind: "answers", path: path,
      what:
        "answers of a model beside what is annotated, as evaluate --predictions and runs write them",
      rows: [
        // Scores are neither right nor wrong.
        InspectedRow(
          "examples", isJudged ? "\(count), \(right) of them answered as annotated" : "\(count)"),
        InspectedRow("of", TitleRow.list(names)),
      ],
      members: [
        .init(key: "examples", value: .integer(count)),
        .init(key: "right", value: isJudged ? .integer(right) : .null),
        .init(key: "of", value: .array(names.map(JSONValue.string))),
      ])
  }

  private static func content(_ path: String, _ file: LabelledFile) -> InspectedContent {
    let parts = file.description.split(separator: ";", maxSplits: 1)
      .map { String($0).trimmingBlanks }
    let scores = file.overview.scores
    // Of scores nobody asks how often each is given.
    let labels = (scores == nil ? file.overview.labels : [:]).sorted {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }
    // Counts of labels have a row of their own.
    let counts =
      labels.isEmpty
      ? parts.first : parts.first.map { String($0.prefix { $0 != "(" }).trimmingBlanks }
    var rows = [InspectedRow("task", file.kind), InspectedRow("holds", counts ?? "nothing")]
    if parts.count > 1 {
      // Columns and keys that were found out may be others than those that are meant.
      let areNamed = parts[1].contains(" in column ") || parts[1].contains("\"")
      rows.append(
        InspectedRow("format", parts[1] + (areNamed ? "; data.columns takes others" : "")))
    }
    if !labels.isEmpty {
      rows.append(
        InspectedRow(
          "labels",
          "\(labels.count) (" + TitleRow.list(labels.map { "\($0.key) \($0.value.count)" }) + ")"))
    }
    if let scores {
      rows.append(
        InspectedRow(
          "labels",
          "\(scores.count) \(scores.text), which are learned as scores; task.problem_type of "
            + "\"single_label_classification\" takes them for classes"))
    }
    rows.append(InspectedRow("crc32", Checksum.digits(file.checksum)))
    let example = file.overview.first?.lines ?? []
    // What another key would change is for those who look for the first time.
    let (choices, others) = (
      file.notes.filter { $0.contains("data.columns") },
      file.notes.filter { !$0.contains("data.columns") }
    )
    return InspectedContent(
      kind: "labelled-data", path: path, what: "labelled data", rows: rows, notes: choices,
      next: [
        "luke-train check-data RECIPE.json, with data.train of \(JSONValue.string(path).compactText) and task.kind of \"\(file.kind)\""
      ],
      details: labels.map { "label: \($0.key), \(times($0.value.count))" } + example + others,
      members: [
        .init(key: "task", value: .string(file.kind)),
        .init(
          key: "counts",
          value: .object(
            DataNames.counts(in: file.description, of: path).map {
              .init(key: $0.unit, value: .integer($0.number))
            })),
        .init(key: "format", value: parts.count > 1 ? .string(parts[1]) : .null),
        .init(
          key: "labels",
          value: .object(labels.map { .init(key: $0.key, value: .integer($0.value.count)) })),
        .init(key: "scores", value: scores?.json ?? .null),
        .init(key: "crc32", value: .string(Checksum.digits(file.checksum))),
        .init(key: "remarks", value: .array(file.notes.map(JSONValue.string))),
      ])
  }
}
