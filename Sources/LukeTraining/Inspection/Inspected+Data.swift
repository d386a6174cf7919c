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

  /// Labelled data of a task; nil for what is none.
  /// - Throws: what is wrong with lines of JSON that no task reads as they are.
  static func labelled(_ path: String) throws -> InspectedContent? {
    guard FileSize.bytes(of: ArchivePath.onDisk(path)) ?? 0 < most else { return nil }
    let source = try? SourceText(file: path, takesFolders: true)
    if let source, isLinkedText(source) { return linkedText(path) }
    let isJSON = source.map { ["{", "["].contains(Unicode.Scalar($0.bytes.first ?? 0)) } ?? false
    var fault: DataError?
    for task in TaskRegistry.all.compactMap({ $0 as? any AnsweringTask.Type }) {
      do { return content(path, try task.look(at: path)) } catch let error as Interruption {
        throw error
      } catch DataError.malformed(let faults, let count) {
        fault = fault ?? .malformed(faults: faults, count: count)
      } catch { continue }
    }
    if isJSON, let fault { throw fault }
    return nil
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

  private static func content(_ path: String, _ file: LabelledFile) -> InspectedContent {
    let parts = file.description.split(separator: ";", maxSplits: 1)
      .map { String($0).trimmingBlanks }
    let labels = file.overview.labels.sorted {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }
    // Counts of labels have a row of their own.
    let counts =
      labels.isEmpty
      ? parts.first : parts.first.map { String($0.prefix { $0 != "(" }).trimmingBlanks }
    var rows = [InspectedRow("task", file.kind), InspectedRow("holds", counts ?? "nothing")]
    if parts.count > 1 { rows.append(InspectedRow("format", parts[1])) }
    if !labels.isEmpty {
      rows.append(
        InspectedRow(
          "labels",
          "\(labels.count) (" + TitleRow.list(labels.map { "\($0.key) \($0.value.count)" }) + ")"))
    }
    rows.append(InspectedRow("crc32", Checksum.digits(file.checksum)))
    let example = file.overview.first?.lines ?? []
    return InspectedContent(
      kind: "labelled-data", path: path, what: "labelled data", rows: rows,
      next: [
        "luke-train check-data RECIPE.json, with data.train of \"\(path)\" and task.kind of \"\(file.kind)\""
      ],
      details: labels.map { "label: \($0.key), \(times($0.value.count))" } + example + file.notes,
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
        .init(key: "crc32", value: .string(Checksum.digits(file.checksum))),
        .init(key: "remarks", value: .array(file.notes.map(JSONValue.string))),
      ])
  }
}
