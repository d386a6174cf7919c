import Foundation

/// A file open for reading, until nobody has it any more: the one way to open what is read in chunks.
package final class ReadableFile: Sendable {
  /// What a file may be, for whoever reads it.
  package enum Kind {
    /// A regular file, which can be read at any place.
    case regular
    /// Whatever can be read once from its start to its end: a pipe or a device as well.
    case stream
  }

  /// Where it is, for messages.
  package let path: String
  /// The size in bytes; nil for what is no regular file.
  package let size: Int?
  /// What the system knows it by.
  package let descriptor: Int32

  /// Opens the file at `path`; throws `FileError`, also for a folder and for what is not of this kind.
  ///
  /// Messages call it `name`, where that is not its path.
  package convenience init(
    path: String, called name: String? = nil, as kind: Kind
  ) throws(FileError) {
    // A pipe that nobody writes to would otherwise be waited for, and it is refused anyway.
    let waiting = kind == .regular ? O_NONBLOCK : 0
    try self.init(open(path, O_RDONLY | O_CLOEXEC | waiting), name ?? path, as: kind)
  }

  /// Opens standard input once more; throws `FileError`, also where it is a folder.
  package convenience init(standardInputCalled name: String) throws(FileError) {
    try self.init(fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0), name, as: .stream)
  }

  private init(_ descriptor: Int32, _ path: String, as kind: Kind) throws(FileError) {
    guard descriptor >= 0 else { throw FileError.lastSystemError(path, "cannot open") }
    self.descriptor = descriptor
    self.path = path
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let error = FileError.lastSystemError(path, "cannot read")
      close(descriptor)
      throw error
    }
    let format = status.st_mode & S_IFMT
    guard format == S_IFREG || kind == .stream && format != S_IFDIR else {
      close(descriptor)
      throw FileError.malformed(
        path: path, reason: format == S_IFDIR ? "is a folder" : "not a regular file")
    }
    size = format == S_IFREG ? Int(status.st_size) : nil
  }

  deinit { close(descriptor) }
}
