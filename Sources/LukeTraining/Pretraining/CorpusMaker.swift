import LukeAutodiff
import LukeCorpus
import LukeData
import LukeSystem
import LukeTasks

/// Makes a corpus of dumps, JSON Lines or plain text.
public enum CorpusMaker {
  /// Reads the inputs and writes the corpus.
  /// - Parameters:
  ///   - inputs: the files to read, or patterns such as `dumps/*.bz2`; `-` is standard input.
  ///   - folder: the place to write.
  ///   - settings: how the inputs are read.
  ///   - isReplacing: whether a folder that is there and not empty is replaced.
  ///   - observer: is told what happens.
  public static func make(
    of inputs: [String], in folder: String, _ settings: CorpusSettings = .init(),
    isReplacing: Bool = false, observer: any RunObserver = RunObservers()
  ) throws {
    let inputs = try InputPatterns.expanded(inputs, takesCorpora: false, observer)
    try inputs.forEach(CorpusFile.checkIsThere)
    let place = OutputPlace(folder, reading: inputs, isReplacing: isReplacing)
    try RepeatedPaths.notes(ofInputs: inputs).forEach(observer.note)
    try place.withClaimOnFolder(isOwn: CorpusFolder.isOwnFile) {
      InterruptFlag.current.heedMaking("the corpus")
      try build(
        inputs, try describe(inputs, observer), to: folder, settings: settings, observer,
        confirm: { try place.checkFolder(isOwn: CorpusFolder.isOwnFile) })
    }
  }

  /// The sizes and checksums of files; nil for those that can be read once only.
  static func describe(
    _ files: [String], _ observer: any RunObserver
  ) throws -> [CorpusManifest.File?] {
    try files.map { file in
      if CorpusFile.isReadOnce(file) { return nil }
      return try observer.during(.checking(file: file), in: .bytes) { progress in
        try CorpusFolder.describe(file) { try progress.update($0, of: $1) }
      }
    }
  }

  /// Builds a corpus with progress, and says what was found.
  ///
  /// `confirm` is asked before the folder appears: other programs may have put something there.
  static func build(
    _ inputs: [String], _ sources: [CorpusManifest.File?], to folder: String,
    settings: CorpusSettings, _ observer: any RunObserver, confirm: () throws -> Void = {}
  ) throws {
    let builder = CorpusBuilder(settings: settings, threads: WorkerPool.shared.threadCount)
    let manifest = try observer.during(.readingText, in: .bytes) { progress in
      try builder.build(
        inputs, sources, to: folder, note: observer.note,
        progress: { state in
          try progress.update(
            state.bytesRead, of: state.byteCount,
            counted(state.counts.documents, "document") + ", "
              + counted(state.counts.links, "link"))
        }, confirm: confirm)
    }
    try observer.observe(.wrote(RunOutput(folder, contents: manifest.counts.report)))
  }
}

extension CorpusFile {
  /// Throws unless there is something to read at a path; `-` is standard input.
  static func checkIsThere(_ path: String) throws {
    if path != "-" {
      try FileAccess.checkIsFile(ArchivePath.onDisk(path), named: path, what: "file")
    }
  }
}
