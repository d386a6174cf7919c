import Foundation

/// The path of a file within an archive, such as `data.zip:folder/train.tsv`.
package struct ArchivePath: Hashable, Sendable {
  /// The path of the archive.
  package let archive: String
  /// The name of the file in it.
  package let member: String

  /// Nil for the path of something that is there, and where no part of it before a `:` is that of a file.
  package init?(_ path: String) {
    guard path.contains(":"), Self.kind(path) == nil else { return nil }
    for place in path.indices where path[place] == ":" {
      let (archive, member) = (String(path[..<place]), path[path.index(after: place)...])
      guard !member.isEmpty, Self.kind(archive) == S_IFREG else { continue }
      self.archive = archive
      self.member = String(member)
      return
    }
    return nil
  }

  /// What lies on the disk under a path: for one within an archive that is the archive.
  package static func onDisk(_ path: String) -> String { Self(path)?.archive ?? path }

  private static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
