import Foundation
import LukeSystem

/// What a command is to write, looked at before any work: nothing that is there is lost unless that
/// is wanted, and nothing that is read is ever written over.
package struct OutputPlace {
  /// The path as the user gave it.
  let path: String
  /// What the command reads, files and folders, as the user named them.
  private let inputs: [String]
  /// The same with what is read beside them.
  private var readFiles: [String] { inputs.flatMap(InputFiles.all) }
  /// Whether what is there may be replaced.
  private let isReplacing: Bool

  /// Names a place and what is read; paths of inputs that are not there are passed over, and `-` is
  /// standard input, which may be a file.
  package init(_ path: String, reading inputs: [String], isReplacing: Bool) {
    (self.path, self.isReplacing) = (path, isReplacing)
    self.inputs = inputs.map { $0 == "-" ? "/dev/stdin" : ArchivePath.onDisk($0) }
  }

  /// What an input is called in messages.
  static func named(_ input: String) -> String {
    ["-", "/dev/stdin"].contains(input) ? "standard input" : input
  }

  /// Throws unless a file may be written here.
  ///
  /// - Parameter allowsDevices: whether pipes and devices are written to; they are never replaced.
  public func checkFile(allowsDevices: Bool = false) throws {
    guard !path.hasSuffix("/") else {
      throw TrainingError.usage(
        "\(path): ends with /, as folders do; name the file that is to be written")
    }
    let status = FileStatus(path)
    if allowsDevices, let status, !status.isFile, !status.isFolder { return }
    if let status, status.isFolder {
      throw TrainingError.inputOutput("cannot write \(path): it is a folder")
    }
    // What is written over is what a link leads to.
    let place = RealPath.of(path) ?? path
    let folder = RealPath.folder(of: place)
    for input in readFiles {
      guard let found = FileStatus(input) else { continue }
      if let status, status.isFile, status.identity == found.identity {
        throw TrainingError.usage(
          input == path
            ? "\(path): is read, and never written over; name another file to write"
            : "\(path): is the same file as \(Self.named(input)), which is read; name another file to write"
        )
      }
      let isWithin = found.isFolder && FileStatus(folder)?.identity == found.identity
      if isWithin, InputFiles.reads(RealPath.name(of: place), in: input) {
        throw TrainingError.usage(
          "\(path): is a file of \(input), which is read; name another file to write")
      }
    }
    guard let status else {
      guard FileStatus(folder)?.isFolder == true else {
        throw TrainingError.inputOutput("cannot write \(path): there is no folder \(folder)")
      }
      return
    }
    guard status.isFile else {
      throw TrainingError.inputOutput("\(path): cannot write: it is no regular file")
    }
    if !isReplacing {
      throw TrainingError.usage("\(path): is there; name another file, or add --replace")
    }
  }

  /// Throws unless a folder may be written here without losing anything: it is not there, is empty,
  /// or may be replaced and holds nothing but what `isOwn` knows.
  public func checkFolder(isOwn: (String) -> Bool) throws {
    let place = RealPath.withoutSlashesAtEnd(path)
    guard let status = FileStatus(place) else {
      if RealPath.isDanglingLink(place) {
        throw TrainingError.inputOutput(
          "cannot make the folder \(path): it is a link that leads nowhere; remove it, or make the folder "
            + "that it is to lead to")
      }
      return
    }
    guard status.isFolder else {
      throw TrainingError.inputOutput("cannot make the folder \(path): it is a file")
    }
    for input in readFiles {
      guard let found = FileStatus(input), let real = RealPath.of(input) else { continue }
      if found.identity == status.identity {
        throw TrainingError.usage(
          "\(path): is read, and never written over; name another folder to write")
      }
      if Self.folders(above: real).contains(where: { FileStatus($0)?.identity == status.identity })
      {
        throw TrainingError.usage(
          "\(path): holds \(input), which is read; name another folder to write")
      }
    }
    // What a process that was killed has left of a folder is nobody's.
    AtomicFile.removeAbandonedPartials(in: path)
    let content = try RunFiles.list(path).filter { !AtomicFile.isPartial($0) }
    if let other = content.first(where: { !isOwn($0) }) {
      throw TrainingError.usage(
        "\(path): holds \(other), which is none of the files to be written; name another folder")
    }
    if isReplacing { try OwnFolder.checkFiles(in: path) }
    if !content.isEmpty, !isReplacing {
      throw TrainingError.usage(
        "\(path): is there and not empty; name another folder, or add --replace")
    }
  }

  /// Throws if this is a folder that is read: a run folder gets files of its own, which would mingle
  /// with those of a model.
  public func checkIsNoInput() throws {
    guard let identity = FileStatus(path)?.identity else { return }
    for input in inputs where FileStatus(input)?.identity == identity {
      throw TrainingError.usage(
        "\(path): is the run folder and is read as well (\(input)); name another one with --output")
    }
  }

  static func folders(above path: String) -> [String] {
    var (found, rest) = ([String](), path)
    while rest.count > 1 {
      rest = RealPath.folder(of: rest)
      found.append(rest)
    }
    return found
  }
}
