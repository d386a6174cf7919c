import Foundation

/// The right to be the one process that makes a file or a folder, as long as it lives.
///
/// A folder that is there is locked itself. For what is not, and for a file, which is replaced and not
/// changed, there is an empty file `.name.lock` beside it, which goes with the claim; what a killed
/// process leaves of it keeps nobody out. Nor is anybody kept out where a file system has no locks, or
/// the folder takes no files: whoever writes there hears of that.
package final class PlaceClaim {
  private let descriptor: Int32
  /// The file that is there for the lock alone.
  private let lock: (folder: String, name: String)?

  /// Claims a place, links followed; nil where another process has it.
  package init?(_ path: String) {
    let place = RealPath.of(path) ?? path
    // A file system may give the same file another number each time.
    for _ in 0..<100 {
      let (lock, file) = Self.lock(for: place)
      let flags = lock == nil ? O_RDONLY | O_DIRECTORY : O_RDONLY | O_CREAT | O_NOFOLLOW
      let descriptor = open(file, flags | O_CLOEXEC, 0o666)
      let isTaken =
        descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
      if isTaken {
        close(descriptor)
        return nil
      }
      // Who had the lock may have removed it in between, or put another folder there.
      if descriptor >= 0, !RealPath.leads(file, to: descriptor) {
        close(descriptor)
        continue
      }
      (self.descriptor, self.lock) = (descriptor, descriptor >= 0 ? lock : nil)
      if let lock = self.lock { ActivePartials.insert(lock.name, in: lock.folder) }
      return
    }
    (descriptor, lock) = (-1, nil)
  }

  deinit {
    if let lock {
      let file = lock.folder + "/" + lock.name
      if RealPath.leads(file, to: descriptor) { unlink(file) }
      ActivePartials.remove(lock.name, in: lock.folder)
    }
    if descriptor >= 0 { close(descriptor) }
  }

  /// What is locked for a place: a file made for it, or the folder that is there.
  private static func lock(
    for place: String
  ) -> (lock: (folder: String, name: String)?, file: String) {
    var status = stat()
    if stat(place, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return (nil, place) }
    let folder = RealPath.folder(of: place)
    let name = ".\(PartialName.cut(RealPath.name(of: place))).lock"
    return ((folder, name), folder + "/" + name)
  }
}
