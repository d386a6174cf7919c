import Foundation
import LukeTasks

import struct LukeText.JSONSyntaxError

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
  package static func makeFolder(_ path: String) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      if isFolder.boolValue { return }
      throw TrainingError.inputOutput("cannot make the folder \(path): it is a file")
    }
    var above = path[...]
    while let slash = above.lastIndex(of: "/") {
      above = above[..<slash]
      guard FileManager.default.fileExists(atPath: String(above), isDirectory: &isFolder) else {
        continue
      }
      if isFolder.boolValue { break }
      throw TrainingError.inputOutput("cannot make the folder \(path): \(above) is a file")
    }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw TrainingError.inputOutput("cannot make the folder \(path): \(reason(of: error))")
    }
  }

  /// `verb name: reason` with the system's reason.
  package static func failure(
    _ verb: String, _ name: String, reason: Int32 = errno
  ) -> TrainingError {
    .inputOutput("\(verb) \(name): \(String(cString: strerror(reason)))")
  }

  private static func reason(of error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    if let underlying, underlying.domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32(underlying.code)))
    }
    return error.localizedDescription
  }
}

extension FileAccess {
  /// Throws unless bytes are JSON; messages call their file `name`.
  package static func checkJSON(_ bytes: [UInt8], named name: String) throws {
    do throws(JSONSyntaxError) { _ = try JSONReader.read(bytes) } catch {
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
