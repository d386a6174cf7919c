import LukeData
import LukeSystem
import LukeTasks

/// Reads the data of a recipe as a run does, and gathers what is wrong where a run ends.
final class DataLook<Labelled: FineTuningTask> {
  let data: Labelled.Data
  let settings: Labelled.Settings
  let observer: any RunObserver
  var findings: [Finding] = []
  /// What was read, with the keys of the recipe.
  var splits: [Split] = []
  /// The classes of the training data; nil where they could not be made out.
  var labels: LabelSet?
  /// Lengths of the passes, by split.
  var subwords: [String: SubwordLengths] = [:]
  /// The share of the subwords of training examples that the tokenizer does not know; nil where nobody looked.
  var unknownShare: Double?

  /// What one key of the recipe names.
  struct Split {
    let key: String
    var corpora: [Labelled.Corpus]
    let isWhole: Bool
    /// What the corpora hold, looked over once.
    var files: [CheckedData.File] = []

    /// Whether it is trained on.
    var isTrained: Bool { key == CheckedData.trainKey }
  }

  init(_ data: Labelled.Data, _ settings: Labelled.Settings, _ observer: any RunObserver) {
    (self.data, self.settings, self.observer) = (data, settings, observer)
  }

  /// All files that the data name.
  var files: [String] { data.filesByKey.flatMap(\.files) }

  var train: [Labelled.Corpus] { splits.first(where: \.isTrained)?.corpora ?? [] }

  /// Tries something; where it fails, that is found.
  func attempt<Result>(_ kind: String, _ body: () throws -> Result) throws -> Result? {
    do { return try body() } catch {
      // Files that are not there are told with their keys.
      if case .missing(let file)? = error as? DataError, files.contains(file) { return nil }
      findings += try Finding.mistakes(of: error, kind, in: files)
      return nil
    }
  }

  func note(_ lines: [String], _ kind: String, _ severity: Finding.Severity) {
    findings += Finding.notes(lines, kind, severity, in: files)
  }

  /// Reads all files, each by itself, and makes out the labels.
  func read() throws {
    for (key, paths) in data.filesByKey where !paths.isEmpty { try read(paths, key) }
    let corpora = train
    if !corpora.isEmpty {
      labels = try attempt("labels") { try Labelled.labels(in: corpora, settings) }
      note(Labelled.warnings(about: corpora, settings), "settings", .warning)
      note(Labelled.notes(about: corpora, settings), "settings", .note)
    }
    noteAlikeLabels()
    if data.validationSplit.share > 0, !corpora.isEmpty { try divide(corpora) }
    for place in splits.indices { splits[place].files = splits[place].corpora.map(Self.file) }
    guard let labels else { return }
    for corpus in splits.filter({ !$0.isTrained }).flatMap(\.corpora) {
      _ = try attempt("labels") { try Labelled.check([corpus], against: labels) }
    }
  }

  private func noteAlikeLabels() {
    let counts = splits.flatMap(\.corpora).map { Labelled.labelCounts(in: $0, settings) }
    let alike = AlikeLabels(counts).note(remedy: Labelled.remedy)
    note([alike].compactMap(\.self), "alike_labels", .warning)
  }

  private func read(_ paths: [String], _ key: String) throws {
    var corpora: [Labelled.Corpus] = []
    var told: Set<String> = []
    for path in paths {
      let corpus = try attempt("unreadable") {
        try InterruptFlag.current.check()
        let source = try SourceText(
          file: path, encoding: data.encoding, takesFolders: Labelled.takesFolders)
        return try FineTuning<Labelled>.labelled(source, data, requiresLabels: true)
      }
      guard let corpus else { continue }
      corpora.append(corpus)
      // The first example is shown in full.
      let notes = corpus.notes.filter {
        !Self.showsExample($0) && told.insert($0).inserted
      }
      note(notes, "reading", .note)
    }
    splits.append(Split(key: key, corpora: corpora, isWhole: corpora.count == paths.count))
  }

  /// Whether a note of a corpus shows its first example.
  private static func showsExample(_ note: String) -> Bool {
    ["sentence", "example", "mention", "question"].contains {
      note.contains(": the first \($0) reads: ")
    }
  }

  /// Holds back what the recipe holds back.
  private func divide(_ corpora: [Labelled.Corpus]) throws {
    let division = try attempt("validation_share") {
      try CorpusDivision(corpora, by: data.validationSplit)
    }
    guard let division, let place = splits.firstIndex(where: \.isTrained) else {
      return
    }
    note([division.note], "validation_share", .note)
    splits[place].corpora = division.train
    splits.insert(
      Split(
        key: CheckedData.heldBackKey, corpora: division.validation,
        isWhole: splits[place].isWhole), at: place + 1)
  }

  /// What was read, for those who look for mistakes.
  var checked: CheckedData {
    var checked = CheckedData(
      kind: Labelled.kind,
      splits: splits.map { seen in
        var split = CheckedData.Split(seen.key, seen.files)
        split.isWhole = seen.isWhole
        split.subwords = subwords[seen.key]
        return split
      })
    checked.unknownShare = unknownShare
    checked.maximumLength = Labelled.maximumLength(settings)
    checked.hasScores = labels?.problemType == .regression
    return checked
  }

  private static func file(_ corpus: Labelled.Corpus) -> CheckedData.File {
    var file = CheckedData.File(corpus.file)
    file.isWhole = corpus.part == nil
    file.checksum = corpus.checksum
    file.byteCount = try? RandomAccessFile(path: corpus.file).size
    let line = Labelled.describe(corpus)
    file.description =
      line.hasPrefix(corpus.file + ": ") ? String(line.dropFirst(corpus.file.count + 2)) : line
    file.overview = Labelled.overview(of: corpus)
    return file
  }
}
