import LukeCorpus
import LukeSystem

/// The corpus of some files, as an artifact.
///
/// A corpus says itself what it was made of, so that those of versions before are used again, too.
struct PreparedCorpus: Artifact {
  let folder: PreparedFolder
  /// Its name in the folder.
  let name: String
  /// The files, and their sizes and checksums; nil for those that can be read once only.
  let files: [String]
  let sources: [CorpusManifest.File?]
  let settings: CorpusSettings
  /// Files that must not be written over.
  let inputs: [String]
  let observer: any RunObserver

  var path: String { folder.path(of: name) }

  func kept() throws -> CorpusFolder? {
    guard CorpusFolder.isCorpus(path) else { return nil }
    let corpus = try CorpusFolder(path)
    guard corpus.manifest.sources.map(Optional.some) == sources,
      corpus.manifest.settings == settings
    else { return nil }
    try folder.checkIsUnchanged(name, from: Self.fingerprint)
    // Of versions before, or killed before it was noted.
    if !folder.has(name, from: Self.fingerprint) || !folder.hasChecksums(name) {
      try folder.noteWhole(name, from: Self.fingerprint, files: Self.files(of: name))
    }
    return corpus
  }

  func make() throws -> CorpusFolder {
    try folder.own()
    try OutputPlace(path, reading: inputs, isReplacing: true)
      .checkFolder(isOwn: CorpusFolder.isOwnFile)
    // Killed from here on, it is believed for what it says of itself.
    try folder.begin(name, from: Self.fingerprint)
    try CorpusMaker.build(files, sources, to: path, settings: settings, observer)
    try folder.finish(name, from: Self.fingerprint, files: Self.files(of: name))
    return try CorpusFolder(path)
  }

  private static func files(of name: String) -> [String] { ["\(name)/\(CorpusManifest.fileName)"] }

  /// What it follows from stands in the corpus itself.
  private static let fingerprint = CorpusManifest.fileName
}
