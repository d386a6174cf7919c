import LukeAutodiff
import LukeData
import LukeSystem

/// `luke-train build-corpus INPUT... FOLDER`: dumps, JSON Lines or plain text as a corpus.
public enum CorpusCommand {
  /// Reads the inputs and writes the corpus.
  /// - Parameters:
  ///   - format: of all inputs, as `data.format` names it; nil finds it out of each.
  ///   - isReplacing: whether a folder that is there and not empty is replaced.
  public static func run(
    inputs: [String], folder: String, format: CorpusFormat?, language: String?,
    namespaces: [Int], skipsDisambiguations: Bool, skipsLists: Bool, isReplacing: Bool,
    options: CommandOptions
  ) throws {
    options.setThreads()
    try inputs.forEach(CorpusFile.checkIsThere)
    let place = OutputPlace(folder, reading: inputs, isReplacing: isReplacing)
    var settings = CorpusSettings()
    settings.format = format?.rawValue
    settings.language = language
    settings.dumps.namespaces = namespaces
    settings.dumps.skipsDisambiguations = skipsDisambiguations
    settings.dumps.skipsLists = skipsLists
    let reporter = ProgressReporter.standardError(isQuiet: options.isQuiet)
    RepeatedPaths.notes(ofInputs: inputs).forEach(reporter.note)
    try place.withClaimOnFolder(isOwn: CorpusFolder.isOwnFile) {
      InterruptFlag.current.heedPreparing("the corpus")
      try build(
        inputs, try describe(inputs, reporter), to: folder, settings: settings, reporter,
        confirm: { try place.checkFolder(isOwn: CorpusFolder.isOwnFile) })
    }
    reporter.finish()
  }

  /// The sizes and checksums of files; nil for those that can be read once only.
  static func describe(
    _ files: [String], _ reporter: ProgressReporter
  ) throws -> [CorpusManifest.File?] {
    try files.map { file in
      if CorpusFile.isReadOnce(file) { return nil }
      let progress = WorkProgress("checking \(file)", reporter)
      return try CorpusFolder.describe(file) { try progress.update($0, of: $1) }
    }
  }

  /// Builds a corpus with progress, and says what was found.
  ///
  /// `confirm` is asked before the folder appears: other programs may have put something there.
  static func build(
    _ inputs: [String], _ sources: [CorpusManifest.File?], to folder: String,
    settings: CorpusSettings, _ reporter: ProgressReporter, confirm: () throws -> Void = {}
  ) throws {
    let progress = WorkProgress("reading text", reporter)
    let builder = CorpusBuilder(settings: settings, threads: WorkerPool.shared.threadCount)
    let manifest = try builder.build(
      inputs, sources, to: folder, note: reporter.note,
      progress: { state in
        try progress.update(
          state.bytesRead, of: state.byteCount,
          "\(state.counts.documents) documents, \(state.counts.links) links")
      }, confirm: confirm)
    if manifest.counts.documents == 0 {
      reporter.warn("\(inputs.joined(separator: ", ")): there is no text in it")
    }
    reporter.note("\(folder):")
    for line in manifest.counts.report { reporter.note("  " + line) }
  }
}

extension CorpusFile {
  /// Throws unless there is something to read at a path; `-` is standard input.
  static func checkIsThere(_ path: String) throws {
    if path != "-" { try FileAccess.checkIsFile(path, named: path, what: "file") }
  }
}
