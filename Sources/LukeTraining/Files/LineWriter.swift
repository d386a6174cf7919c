import Foundation
import LukeSystem
import LukeTasks

/// Writes lines of results to a file or to standard output.
///
/// A reader that goes away (`| head`) ends the program quietly; every other failure is an error.
public final class LineWriter {
  private let target: Target
  private let name: String
  private var buffer: [UInt8] = []

  private enum Target {
    /// What is written to and never replaced: standard output, a device, a pipe.
    case stream(Int32)
    case file(PartialFile, PlaceClaim?)
  }

  /// Writes to standard output.
  public init() {
    target = .stream(STDOUT_FILENO)
    name = "standard output"
  }

  /// Writes to standard output where `path` is nil or `-`, else to a file that none of the inputs is
  /// and that is not there yet, unless it may be replaced.
  /// - Throws: `TrainingError.usage` or `.inputOutput`.
  public static func to(
    _ path: String?, reading inputs: [String], isReplacing: Bool
  ) throws -> LineWriter {
    guard let path, path != "-" else {
      try checkStandardOutput(reading: inputs)
      return LineWriter()
    }
    if let number = openDescriptor(path) { return try LineWriter(copying: number, named: path) }
    let place = OutputPlace(path, reading: inputs, isReplacing: isReplacing)
    try place.checkFile(allowsDevices: true)
    if let status = FileStatus(path), !status.isFile { return try LineWriter(file: path) }
    try place.checkIsOfNoRun()
    let claim = try place.claim()
    try place.checkFile()
    return try LineWriter(file: path, claim)
  }

  /// Throws where what is written is one of these files, of which it turned out that they are read, too.
  package func check(reading inputs: [String]) throws {
    switch target {
    case .stream(STDOUT_FILENO): try Self.checkStandardOutput(reading: inputs)
    case .stream: break
    case .file: try OutputPlace(name, reading: inputs, isReplacing: true).checkFile()
    }
  }

  /// Whether the lines become a file, which is there when all of them are.
  package var isFile: Bool { if case .file = target { true } else { false } }

  /// Whether a person sees the lines as they are written.
  package var isTerminal: Bool {
    if case .stream(let descriptor) = target { isatty(descriptor) == 1 } else { false }
  }

  /// Throws where standard output is added to a file that is read, whose end would never be reached.
  package static func checkStandardOutput(reading inputs: [String]) throws {
    guard let status = FileStatus("/dev/stdout"), status.isFile else { return }
    let read = inputs.map { $0 == "-" ? "/dev/stdin" : ArchivePath.onDisk($0) }
    for input in read.flatMap(InputFiles.all)
    where FileStatus(input)?.identity == status.identity {
      throw TrainingError.usage(
        "standard output is the same file as \(OutputPlace.named(input)), which is read; name another file to "
          + "write")
    }
  }

  /// The number of the open file that a path stands for, such as `/dev/stdout`; nil for others.
  ///
  /// What stands there may be a regular file, which others write to as well.
  private static func openDescriptor(_ path: String) -> Int32? {
    if path == "/dev/stdout" { return STDOUT_FILENO }
    if path == "/dev/stderr" { return STDERR_FILENO }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }

  private init(copying number: Int32, named name: String) throws {
    self.name = name
    let descriptor = fcntl(number, F_DUPFD_CLOEXEC, 0)
    if descriptor < 0 { throw FileAccess.failure("cannot write", name) }
    target = .stream(descriptor)
  }

  /// Writes to the file at `path`: beside it first, renamed by `close()`.
  ///
  /// What is not closed did not succeed, and leaves nothing half-written.
  public convenience init(file path: String) throws { try self.init(file: path, nil) }

  /// The same, keeping others from writing it until the writer is gone.
  private init(file path: String, _ claim: PlaceClaim?) throws {
    name = path
    var status = stat()
    if stat(path, &status) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      if descriptor < 0 { throw FileAccess.failure("cannot write", path) }
      target = .stream(descriptor)
    } else {
      target = .file(try PartialFile(of: path), claim)
    }
  }

  /// Writes a line; the line break is added.
  public func write(_ line: String) throws {
    try write(Array(line.utf8))
  }

  /// Writes a line for people; what would steer a terminal is shown as `\u{1B}`, and ends of lines in it as `\n`.
  public func show(_ line: String) throws { try write(line.lineSafelyShown) }

  /// Writes text of several lines for people, whose names and labels are on one line each already.
  public func showText(_ text: String) throws { try write(text.safelyShown) }

  /// Writes a line given as UTF-8; the line break is added.
  public func write(_ line: [UInt8]) throws {
    try write(part: line)
    try write(part: CollectionOfOne(0x0A))
  }

  /// Writes text as it is; no line break is added.
  package func add(_ text: String) throws { try write(part: text.utf8) }

  /// Writes a piece of a line given as UTF-8; the line break is not added.
  func write(part: some Collection<UInt8>) throws {
    buffer.append(contentsOf: part)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Writes what is still held back.
  public func flush() throws {
    switch target {
    case .stream(let descriptor): try write(to: descriptor)
    case .file(let file, _): try buffer.withUnsafeBytes { try file.write($0) }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func write(to descriptor: Int32) throws {
    var start = 0
    while start < buffer.count {
      let count = buffer[start...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count >= 0 {
        start += count
      } else if errno == EPIPE {
        throw TrainingError.outputClosed
      } else if errno != EINTR {
        throw FileAccess.failure("cannot write", name)
      }
    }
  }

  /// Writes the rest and, for a file, puts it in its place.
  public func close() throws {
    try flush()
    switch target {
    case .file(let file, _): try file.publish()
    case .stream(STDOUT_FILENO):
      // Some file systems say only then that lines were not written; others may write to it further.
      let copy = dup(STDOUT_FILENO)
      if copy >= 0, Foundation.close(copy) != 0 { throw FileAccess.failure("cannot write", name) }
    case .stream(let descriptor):
      if Foundation.close(descriptor) != 0 { throw FileAccess.failure("cannot write", name) }
    }
  }
}
