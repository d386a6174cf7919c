import LukeFiles
import LukeSystem

/// What is in a file: unpacked where it is packed with gzip, bzip2 or Zstandard, and of a ZIP archive one
/// of the files in it.
struct UnpackedText {
  /// What messages call it: for a file in an archive `data.zip:folder/train.tsv`.
  let file: String
  let bytes: [UInt8]
  private let isUnpacked: Bool

  /// - Parameter place: the file in an archive that is asked for; nil takes the only one there is.
  init(_ bytes: [UInt8], file: String, _ place: ArchivePath?) throws(DataError) {
    do {
      if let content = try PackedContent.unpacked(bytes, path: file), place == nil {
        (self.file, self.bytes, isUnpacked) = (file, content, true)
      } else if ZipArchive.begins(bytes) {
        let (name, content) = try Self.member(of: bytes, file: file, place)
        (self.file, self.bytes, isUnpacked) = (name, content, false)
      } else if let place {
        throw DataError.unsuitable(
          file: file, reason: "there is no such file, and \(place.archive) is no ZIP archive")
      } else {
        (self.file, self.bytes, isUnpacked) = (file, bytes, false)
      }
    } catch let error as DataError {
      throw error
    } catch FileError.inputOutput(let path, let reason) {
      throw .unreadable(file: path, reason: reason)
    } catch FileError.malformed(let path, let reason) {
      throw .unsuitable(file: path, reason: reason)
    } catch {
      throw .unsuitable(file: file, reason: "\(error)")
    }
  }

  /// What is said of content that is no text.
  func reason(_ reason: String) -> String {
    isUnpacked ? "what is packed in it \(reason)" : reason
  }

  private static func member(
    of bytes: [UInt8], file: String, _ place: ArchivePath?
  ) throws -> (file: String, bytes: [UInt8]) {
    let path = place?.archive ?? file
    let archive: ZipArchive
    do { archive = try ZipArchive(bytes: bytes, path: path) } catch {
      throw document(bytes).map { DataError.unsuitable(file: path, reason: $0) } ?? error
    }
    if place == nil, archive.names.contains(where: ArchiveMember.isOfDocument),
      let reason = document(bytes)
    {
      throw DataError.unsuitable(file: path, reason: reason)
    }
    let member = try ArchiveMember(place?.member, of: archive, path: path) { $0.asShown }
    return (member.path, member.bytes)
  }

  /// What a document of another program is; nil for an archive of files.
  private static func document(_ bytes: [UInt8]) -> String? {
    BinaryContent(start: bytes).map(\.reason).flatMap { $0 == BinaryContent.archive ? nil : $0 }
  }
}
