import LukeData
import LukeSystem

/// Counts what is read of a corpus, to compare it at the end with what its manifest says.
///
/// Documents and links alone: a paragraph in which there is nothing to see is left out in reading.
package struct CorpusTally: Sendable {
  private var documents = 0, links = 0

  package init() {}

  /// Counts documents that were read.
  package init(_ documents: [LinkedDocument]) {
    self.documents = documents.count
    for paragraph in documents.lazy.flatMap(\.paragraphs) { links += paragraph.links.count }
  }

  package static func += (tally: inout CorpusTally, other: CorpusTally) {
    tally.documents += other.documents
    tally.links += other.links
  }

  /// Compares, once all of the corpus was read.
  /// - Throws: `DataError` with what its manifest counts otherwise.
  package func check(_ corpus: CorpusFolder) throws(DataError) {
    let said = corpus.manifest.counts
    for (name, wanted, found) in [
      ("documents", said.documents, documents), ("links", said.links, links),
    ] where wanted != found {
      throw corpus.disagreement("counts.\(name): is \(wanted), but its files hold \(found)")
    }
  }
}

extension CorpusFolder {
  /// What to do about a corpus whose files do not agree.
  static let remedy =
    "make the corpus anew, with build-corpus or, where a recipe made it, luke-train prepare"

  /// Reads all files to compare them with their checksums; `check` gets bytes read and in all, and may
  /// throw.
  package func verify(check: (Int, Int) throws -> Void = { _, _ in }) throws {
    for file in manifest.shards + [manifest.redirects].compactMap(\.self) {
      let place = path + "/" + file.file
      let digest = try FileDigest(file: place, check: check)
      guard Checksum.digits(digest.checksum) == file.crc32 else {
        throw FileError.malformed(
          path: place,
          reason:
            "its CRC-32 is not \(file.crc32), as \(CorpusManifest.fileName) says; \(Self.remedy)")
      }
    }
  }

  /// The error for a manifest that does not agree with the files it lists.
  func disagreement(_ reason: String) -> DataError {
    .unsuitable(
      file: path + "/" + CorpusManifest.fileName,
      reason: "\(reason); one of them was changed after the corpus was made: \(Self.remedy)")
  }
}
