import LukeSystem

/// A file in a ZIP archive: the one that a path such as `data.zip:folder/train.txt` names, or the only one
/// there is.
package struct ArchiveMember {
  /// What messages call it, `data.zip:folder/train.txt`.
  package let path: String
  package let bytes: [UInt8]

  /// How many files of an archive are listed.
  private static let shownCount = 10

  /// Takes a file out of an archive.
  /// - Parameters:
  ///   - name: the file that is asked for; nil takes the only one.
  ///   - path: the path of the archive.
  ///   - shown: how messages show the name of a file.
  /// - Throws: `FileError` for what is damaged, encrypted or not there, and for several files of which none is
  ///   asked for.
  package init(
    _ name: String?, of archive: ZipArchive, path: String, shown: (String) -> String
  ) throws {
    let name = try name ?? Self.only(archive, path, shown)
    guard let bytes = try archive.bytes(of: name, path: path + ":" + name) else {
      throw FileError.malformed(
        path: path, reason: "there is no \(shown(name)) in it; \(Self.list(archive, shown))")
    }
    (self.path, self.bytes) = (path + ":" + name, bytes)
  }

  private static func only(
    _ archive: ZipArchive, _ path: String, _ shown: (String) -> String
  ) throws -> String {
    if archive.names.count == 1 { return archive.names[0] }
    let advice =
      archive.names.first.map { "; say which one, for example \(path):\(shown($0))" } ?? ""
    throw FileError.malformed(
      path: path, reason: "is a ZIP archive; " + list(archive, shown) + advice)
  }

  private static func list(_ archive: ZipArchive, _ shown: (String) -> String) -> String {
    let names = archive.names
    if names.isEmpty { return "it holds no files" }
    let listed = names.prefix(shownCount).map(shown).joined(separator: ", ")
    let rest = names.count > shownCount ? " and \(names.count - shownCount) more" : ""
    return "it holds \(names.count == 1 ? "" : "\(names.count) files: ")\(listed)\(rest)"
  }
}

extension ArchiveMember {
  /// The file that a path leads to where it leads into a ZIP archive, or to one; nil for other paths, and for
  /// documents of other programs, which are such archives as well.
  package init?(_ path: String) throws(FileError) {
    let place = ArchivePath(path)
    let archivePath = place?.archive ?? path
    guard place != nil || Self.isArchive(path) else { return nil }
    do {
      let stored = try WholeFile.read(archivePath, as: .stream)
      guard ZipArchive.begins(stored) else {
        throw FileError.malformed(
          path: path, reason: "there is no such file, and \(archivePath) is no ZIP archive")
      }
      let archive = try ZipArchive(bytes: stored, path: archivePath)
      if place == nil, archive.names.contains(where: Self.isOfDocument) { return nil }
      try self.init(place?.member, of: archive, path: archivePath) { name in
        String(name.map { $0.isNewline || $0 == "\u{1B}" ? "?" : $0 })
      }
    } catch let error as FileError {
      throw error
    } catch WholeFile.Failure.refused(let reason) {
      throw .inputOutput(path: archivePath, reason: "cannot read: \(reason)")
    } catch {
      throw .inputOutput(path: archivePath, reason: "cannot read: \(error)")
    }
  }

  /// Whether a name is one that documents of other programs have in them.
  package static func isOfDocument(_ name: String) -> Bool {
    ["[Content_Types].xml", "mimetype"].contains(name) || name.hasPrefix("_rels/")
      || name.hasSuffix("data.pkl") || name.hasSuffix(".npy")
  }

  /// Whether a regular file begins as ZIP archives with files do.
  private static func isArchive(_ path: String) -> Bool {
    if ByteStream.isReadOnce(path) { return false }
    guard let file = try? RandomAccessFile(path: path) else { return false }
    return (try? file.bytes(at: 0, count: 30)).map { ZipArchive.begins($0) } ?? false
  }
}
