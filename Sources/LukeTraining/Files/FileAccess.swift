import Foundation
import LukeJSON
import LukeSystem

/// Files read whole and folders made, with errors that name the file and the reason.
package enum FileAccess {
  /// The bytes of the file at `path`; messages call it `name`, a `what`.
  package static func read(_ path: String, named name: String, what: String) throws -> [UInt8] {
    do throws(WholeFile.Failure) { return try WholeFile.read(path) } catch {
      throw failure(error, name, what)
    }
  }

  /// Throws unless there is a file at `path`; messages call it `name`, a `what`.
  package static func checkIsFile(_ path: String, named name: String, what: String) throws {
    do throws(WholeFile.Failure) { try WholeFile.check(path) } catch {
      throw failure(error, name, what)
    }
  }

  private static func failure(
    _ failure: WholeFile.Failure, _ name: String, _ what: String
  ) -> TrainingError {
    switch failure {
    case .missing: .missing("\(name): no such \(what)")
    case .isFolder: .missing("\(name): is a folder, not a \(what)")
    case .refused(let reason): .inputOutput("cannot read \(name): \(reason)")
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
      if isFolder(place) {
        // Nothing is tried on folders that are others'.
      } else if mkdir(place, 0o777) == 0 {
        made.append(place)
      } else if case let reason = errno, !isFolder(place) {
        let isFile = FileStatus(place) != nil
        for folder in made.reversed() { rmdir(folder) }
        if RealPath.isDanglingLink(place) {
          throw TrainingError.inputOutput(
            "cannot make the folder \(path): \(index == parts.count - 1 ? "it" : place) is a link that "
              + "leads nowhere; remove it, or make the folder that it is to lead to")
        }
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
    .inputOutput("\(verb) \(name): \(SystemReason.text(reason))")
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
    do throws(WholeFile.Failure) { return try WholeFile.read(from: STDIN_FILENO) } catch {
      throw failure(error, "standard input", "file")
    }
  }
}
