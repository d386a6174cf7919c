import Foundation
import LukeFiles
import LukeJSON
import LukeSystem


/// Files read whole and folders made, with errors that name the file and the reason.
package enum FileAccess {
  /// The bytes of the file at `path`; messages call it `name`, a `what`.
  package static func read(_ path: String, named name: String, what: String) throws -> [UInt8] {
    try checkIsFile(path, named: name, what: what)
    guard let file = fopen(path, "rb") else { throw failure("cannot read", name) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    // Large files would be copied each time that the array grows.
    var status = stat()
    if fstat(fileno(file), &status) == 0 { bytes.reserveCapacity(Int(status.st_size)) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      bytes += buffer[..<count]
      if count == 0 { break }
    }
    if ferror(file) != 0 { throw failure("cannot read", name) }
    return bytes
  }

  /// Throws unless there is a file at `path`; messages call it `name`, a `what`.
  package static func checkIsFile(_ path: String, named name: String, what: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      if let reason = SystemReason.ofLooking(at: path) {
        throw TrainingError.inputOutput("cannot read \(name): \(reason)")
      }
      throw TrainingError.missing("\(name): no such \(what)")
    }
    if isFolder.boolValue {
      throw TrainingError.missing("\(name): is a folder, not a \(what)")
    }
  }

  /// Whether there is a folder at `path`.
  package static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Makes a folder and those above it.
  ///
  /// As the system reads the path: whatever `..` leads out of has to be there first. Nothing is left of
  /// it where that fails.
  package static func makeFolder(_ path: String) throws {
    if path.isEmpty { throw failure("cannot make the folder", "\"\"", reason: ENOENT) }
    let parts = path.split(separator: "/")
    var (place, made) = (path.hasPrefix("/") ? "/" : "", [String]())
    for (index, part) in parts.enumerated() {
      place += part
      if mkdir(place, 0o777) == 0 {
        made.append(place)
      } else if case let reason = errno, !isFolder(place) {
        let isFile = FileStatus(place) != nil
        for folder in made.reversed() { rmdir(folder) }
        guard isFile else { throw failure("cannot make the folder", path, reason: reason) }
        let found = index == parts.count - 1 ? "it" : place
        throw TrainingError.inputOutput("cannot make the folder \(path): \(found) is a file")
      }
      place += "/"
    }
  }

  /// `verb name: reason` with the system's reason.
  package static func failure(
    _ verb: String, _ name: String, reason: Int32 = errno
  ) -> TrainingError {
    .inputOutput("\(verb) \(name): \(String(cString: strerror(reason)))")
  }
}

extension FileAccess {
  /// Throws unless bytes are JSON; messages call their file `name`.
  package static func checkJSON(_ bytes: [UInt8], named name: String) throws {
    do throws(JSONSyntaxError) { _ = try JSONParser.parse(bytes) } catch {
      throw TrainingError.badData("\(name):\(error.line):\(error.column): \(error.message)")
    }
  }

  /// All bytes of standard input.
  package static func readStandardInput() throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw failure("cannot read", "standard input")
      }
    }
  }
}
