import Foundation
import LukeData
import LukeFiles
import LukeSystem

/// The files that a build writes: the data set, the held-out one, and how far they have come.
final class BuildOutput {
  /// What was found whole already.
  private(set) var whole: DatasetBuilder.Result?
  /// How many items of the source were taken.
  private(set) var sources = 0
  private let builder: DatasetBuilder
  private let resumedAt: Int
  private let writer: DatasetWriter
  private let heldOutWriter: DatasetWriter?

  private var journalPath: String { builder.folder + "/" + BuildJournal.fileName }

  /// Looks at what is in the folders; throws when it does not go together with the builder.
  init(_ builder: DatasetBuilder) throws {
    self.builder = builder
    if let fault = builder.origin.fault {
      throw DataError.unsuitable(file: "settings of the data set", reason: fault)
    }
    let folder = builder.folder
    let heldOutFolder = builder.origin.heldOutFraction > 0 ? builder.heldOutFolder : nil
    if builder.origin.heldOutFraction > 0, heldOutFolder == nil || heldOutFolder == folder {
      throw DataError.unsuitable(
        file: "settings of the data set",
        reason: "documents are to be held out, which needs a folder of their own")
    }
    for folder in [folder, heldOutFolder].compactMap({ $0 }) {
      try NewFolder.make(folder)
      if builder.startsAnew { try Self.clear(folder) }
      AtomicFile.removeAbandonedPartials(in: folder)
    }
    whole = try Self.wholeDataset(builder, heldOutFolder)
    let journal = whole == nil ? try Self.journal(builder, heldOutFolder) : nil
    resumedAt = journal?.sources ?? 0
    sources = resumedAt
    writer = DatasetWriter(
      folder: folder, origin: builder.origin, isHeldOut: false,
      contents: journal?.contents ?? DatasetContents())
    heldOutWriter = heldOutFolder.map {
      DatasetWriter(
        folder: $0, origin: builder.origin, isHeldOut: true,
        contents: journal?.heldOut ?? DatasetContents())
    }
  }

  /// Removes what building writes, and nothing else.
  private static func clear(_ folder: String) throws {
    // What says how much there is goes before that of which it says so.
    for name in [DatasetManifest.fileName, BuildJournal.fileName] {
      try AtomicFile.remove(folder + "/" + name)
    }
    for name in try AtomicFile.names(in: folder)
    where name.hasPrefix("shard-") && name.hasSuffix(".zst") {
      try AtomicFile.remove(folder + "/" + name)
    }
  }

  private static func wholeDataset(
    _ builder: DatasetBuilder, _ heldOutFolder: String?
  ) throws -> DatasetBuilder.Result? {
    func manifest(_ folder: String) throws -> DatasetManifest? {
      let path = folder + "/" + DatasetManifest.fileName
      guard FileManager.default.fileExists(atPath: path) else { return nil }
      let manifest = try DatasetFile.read(DatasetManifest.self, at: path)
      try check(manifest.origin, against: builder.origin, folder)
      return manifest
    }
    let heldOut = try heldOutFolder.flatMap(manifest)
    guard let main = try manifest(builder.folder) else { return nil }
    if heldOutFolder != nil, heldOut == nil { return nil }
    // What a build that was killed in its last moment leaves.
    try AtomicFile.remove(builder.folder + "/" + BuildJournal.fileName)
    return DatasetBuilder.Result(manifest: main, heldOut: heldOut, wasThere: true, resumedAt: 0)
  }

  private static func journal(
    _ builder: DatasetBuilder, _ heldOutFolder: String?
  ) throws -> BuildJournal? {
    let path = builder.folder + "/" + BuildJournal.fileName
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let journal = try DatasetFile.read(BuildJournal.self, at: path)
    try check(journal.origin, against: builder.origin, builder.folder)
    try check(journal.contents, in: builder.folder)
    if let heldOutFolder { try check(journal.heldOut, in: heldOutFolder) }
    return journal
  }

  private static func check(
    _ found: DatasetOrigin, against wanted: DatasetOrigin, _ folder: String
  ) throws(DataError) {
    let differences = found.differences(from: wanted)
    guard differences.isEmpty else {
      throw .unsuitable(
        file: folder,
        reason: "it has a data set that differs in \(differences.joined(separator: ", ")); "
          + "name another folder, or build anew")
    }
  }

  private static func check(_ contents: DatasetContents, in folder: String) throws {
    for shard in contents.shards {
      let path = try ListedFile.path(
        shard.file, listedIn: folder + "/" + BuildJournal.fileName, folder: folder)
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      guard (attributes?[.size] as? NSNumber)?.intValue == shard.size else {
        throw DataError.unsuitable(
          file: path,
          reason: "it is not the shard of \(shard.size) bytes that \(BuildJournal.fileName) lists; "
            + "build anew")
      }
    }
  }

  /// How far it has come.
  var progress: DatasetBuilder.Progress {
    DatasetBuilder.Progress(
      sources: sources, contents: writer.contents,
      heldOut: heldOutWriter?.contents ?? DatasetContents())
  }

  /// Takes what became of the next item of the source.
  func take(_ document: PackedDocument) throws {
    sources += 1
    try (document.isHeldOut ? heldOutWriter ?? writer : writer).append(
      document.examples, leftOut: document.leftOut)
    let count = writer.examplesInShard + (heldOutWriter?.examplesInShard ?? 0)
    guard count >= builder.origin.examplesPerShard else { return }
    try writer.endShard()
    try heldOutWriter?.endShard()
    try DatasetFile.write(
      BuildJournal(
        origin: builder.origin, sources: sources, contents: writer.contents,
        heldOut: heldOutWriter?.contents ?? DatasetContents()),
      to: journalPath)
  }

  /// Ends both data sets.
  func finish() throws -> DatasetBuilder.Result {
    let heldOut = try heldOutWriter?.finish()
    let manifest = try writer.finish()
    try AtomicFile.remove(journalPath)
    return DatasetBuilder.Result(
      manifest: manifest, heldOut: heldOut, wasThere: false, resumedAt: resumedAt)
  }
}
