import LukeCorpus
import LukeSystem

/// The corpus that something may have to be made of.
///
/// By its manifest it is known what was made of it. Its files are large, and compared with their
/// checksums only before they are read.
final class PretrainingCorpus {
  /// What is known of it, and its files as they are.
  private(set) var folder: CorpusFolder
  private let artifact: PreparedCorpus?
  private var isVerified: Bool

  /// A corpus of the user's own, which is taken as it is.
  init(_ folder: CorpusFolder) {
    (self.folder, artifact, isVerified) = (folder, nil, true)
  }

  /// A corpus that is prepared here.
  init(_ artifact: PreparedCorpus) throws {
    let (folder, isKept) = try artifact.value(at: artifact.path, "read", artifact.observer)
    (self.folder, self.artifact, isVerified) = (folder, artifact, !isKept)
  }

  /// What the corpus is known by.
  var checksum: UInt32 { folder.checksum }
  /// What it holds and was made from.
  var manifest: CorpusManifest { folder.manifest }

  /// The corpus with its files compared with their checksums, to be read; one that is damaged is made
  /// anew.
  /// - Throws: `Changed` where it is not the same then.
  func whole() throws -> CorpusFolder {
    guard !isVerified, let artifact else { return folder }
    let whole = try VerifiedCorpus(corpus: folder, artifact: artifact)
      .value(note: artifact.observer.note).value
    let before = checksum
    (folder, isVerified) = (whole, true)
    if checksum != before { throw Changed() }
    return folder
  }

  /// A corpus that another version had made, and that is another one now that it is made anew: nothing
  /// that was made of it counts any more.
  struct Changed: Error {}
}

/// The corpus of some files as one whose files are what they were.
private struct VerifiedCorpus: Artifact {
  let corpus: CorpusFolder
  let artifact: PreparedCorpus

  func kept() throws -> CorpusFolder? {
    // Not every damage shows when a block is read, and sequences of other text would not show it either.
    try artifact.observer.during(.checking(file: artifact.path), in: .bytes) { progress in
      try corpus.verify { done, total in
        try InterruptFlag.current.check()
        try progress.update(done, of: total)
      }
    }
    return corpus
  }

  func make() throws -> CorpusFolder { try artifact.make() }
}
