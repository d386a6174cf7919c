import LukeCheckpoints
import LukeJSON
import LukeSystem

/// A file that runs, evaluations or exports leave, and that holds neither data nor a model to go on with: known by its
/// name and by how it begins.
struct FileOfRun {
  /// What it is, in words.
  let what: String
  /// The command that shows it, or what it is a part of.
  let next: [String]
  /// What is wrong with it; nil for nothing.
  var fault: String?

  /// Nil for files of other kinds.
  init?(_ path: String) {
    let name = RealPath.name(of: path)
    let folder = RealPath.folder(of: path)
    if RunFileName.isOfEvents(name) {
      what = "events of a run for TensorBoard"
      next = ["tensorboard --logdir \(ShellText.quoted(folder))"] + Self.run(folder)
    } else if let graph = Self.graph(name) {
      what = graph
      let hasModel = FileStatus(folder + "/" + HuggingFaceFolder.configurationName)?.isFile == true
      next = hasModel ? ["luke-train inspect \(ShellText.quoted(folder))"] : []
    } else if let found = Self.ofRun(name, path) {
      (what, next) = (found, Self.run(folder))
      if name.hasSuffix(".jsonl") || found == Self.log { fault = Self.cut(path) }
    } else if EvaluationReport.namesWithoutAnswers.contains(name), EvaluationReport.holds(folder) {
      what = "a part of what evaluate --report wrote"
      next = ["luke-train inspect \(ShellText.quoted(folder))"]
    } else {
      return nil
    }
  }

  private static func graph(_ name: String) -> String? {
    if name.hasSuffix(".onnx") {
      return "a model as a graph of operations (ONNX), for other programs"
    }
    return name.hasSuffix(".onnx" + HuggingFaceFolder.graphDataSuffix)
      ? "weights of a graph of operations (ONNX), for other programs" : nil
  }

  private static func ofRun(_ name: String, _ path: String) -> String? {
    let line = firstLine(path)
    func record() -> JSONValue? { try? JSONParser.parse(line) }
    // One that a line was cut off of, or that has another name by now, is what it is.
    if isOfLog(record()) || name == RunFileName.metrics && line.starts(with: "{\"step\":".utf8) {
      return log
    }
    switch name {
    case RunFileName.metrics where record()?["step"]?.wholeNumber != nil: return log
    case RunFileName.timings where record()?["seconds"] != nil || record()?["step"] != nil:
      return "how long the steps and other work of a run took, and what memory it held, a line each"
    case RunFileName.diary where line.first.map { (0x30...0x39).contains($0) } ?? false:
      return "what a run said while it went on, with the time of day"
    case RunFileName.report where line.starts(with: "<!doctype html>".utf8):
      return "a page on a run, for a browser"
    case RunFileName.seeds where record() != nil || line.elementsEqual("{".utf8):
      return "the scores of each seed of a run of several"
    default:
      let isBatch = RunFileName.isNonFinite(name) && name.hasSuffix(".json")
      return isBatch ? "the batch of a step whose loss or gradients are no numbers" : nil
    }
  }

  private static let log =
    "the log of a run: losses, scores and what it noticed of itself, a line each"

  /// Whether a line is one of a run log: labelled data have no such keys beside each other.
  private static func isOfLog(_ line: JSONValue?) -> Bool {
    guard let line, line["step"]?.wholeNumber != nil else { return false }
    return line["notice"]?.string != nil && line["noticed_at"] != nil
      || line["loss"]?.double != nil && line["learning_rate"]?.double != nil
      || line["split"]?.string != nil && line["file_checksums"] != nil
  }

  /// What to say of a file of lines whose last one is not whole.
  private static func cut(_ path: String) -> String? {
    guard let file = try? RandomAccessFile(path: path), file.size > 0,
      let bytes = try? file.bytes(
        at: max(0, file.size - mostBytes), count: min(file.size, mostBytes)),
      let last = bytes.last, last != 0x0A
    else { return nil }
    let start = bytes.lastIndex(of: 0x0A).map { bytes.index(after: $0) } ?? bytes.startIndex
    if (try? JSONParser.parse(Array(bytes[start...])))?.members != nil { return nil }
    return
      "its last line is cut off: a run is writing it, or was broken off, or not all of it was copied"
  }

  /// The command that shows the run in a folder.
  private static func run(_ folder: String) -> [String] {
    let name = RunFiles.isRunFolder(folder) ? ShellText.quoted(folder) : "RUN"
    return ["luke-train inspect \(name)"]
  }

  /// The most bytes of a line that is looked at.
  private static let mostBytes = 1 << 16

  /// The first line, or what there is of it; empty where nothing can be read.
  private static func firstLine(_ path: String) -> [UInt8] {
    guard let file = try? RandomAccessFile(path: path),
      let bytes = try? file.bytes(at: 0, count: min(file.size, mostBytes))
    else { return [] }
    return Array(bytes.prefix { $0 != 0x0A && $0 != 0x0D })
  }
}

extension Inspected {
  /// A file of a run, an evaluation or an export; nil for others.
  static func fileOfRun(_ path: String) -> InspectedContent? {
    guard let file = FileOfRun(path) else { return nil }
    return InspectedContent(
      kind: "file-of-run", path: path, what: file.what,
      rows: [
        InspectedRow("size", "\(FileSize.bytes(of: path) ?? 0) bytes")
      ],
      notes: file.fault.map { ["\(path): \($0)"] } ?? [], next: file.next,
      members: [
        .init(key: "what", value: .string(file.what)),
        .init(key: "bytes", value: .integer(FileSize.bytes(of: path) ?? 0)),
      ])
  }

  /// The folder that `evaluate --report` writes.
  static func evaluation(_ path: String) throws -> InspectedContent {
    let folder = RealPath.withoutSlashesAtEnd(path)
    let file = folder + "/" + EvaluationReport.scores
    let scores = try JSONParser.parse(FileAccess.read(file, named: file, what: "file"))
    let shown = (scores.members ?? []).filter { !$0.key.contains("/") }.compactMap { member in
      member.value.double.map { "\(member.key) \(ScoreText.value(member.key, $0))" }
    }
    let names = try RunFiles.list(folder).filter(EvaluationReport.names.contains).sorted()
    return InspectedContent(
      kind: "evaluation", path: path, what: "scores and answers, as evaluate --report writes them",
      rows: [
        InspectedRow("scores", shown.joined(separator: ", ")),
        InspectedRow("files", names.joined(separator: ", ")),
      ],
      next: ["luke-train inspect \(ShellText.quoted(folder + "/" + EvaluationReport.answers))"],
      members: [
        .init(key: "scores", value: scores),
        .init(key: "files", value: .array(names.map(JSONValue.string))),
      ])
  }
}
