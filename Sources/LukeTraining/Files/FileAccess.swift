import Foundation
import LukeJSON
import LukeSystem

/// Files read whole and folders made, with errors that name the file and the reason.
package enum FileAccess {
  /// The bytes of the file at `path`, which is a regular one unless `kind` is said; messages call it `name`, a `what`.
  package static func read(
    _ path: String, named name: String, what: String, as kind: ReadableFile.Kind = .regular
  ) throws -> [UInt8] {
    do throws(WholeFile.Failure) { return try WholeFile.read(path, as: kind) } catch {
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
    case .isNoFile(let kind): .badData("\(name): is \(kind.name), not a \(what)")
    case .refused(let reason): .inputOutput("cannot read \(name): \(reason)")
    }
  }

  /// Whether there is a folder at `path`.
  package static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Makes a folder and those above it, as `NewFolder` does.
  package static func makeFolder(_ path: String) throws {
    do throws(NewFolder.Failure) { try NewFolder.attempt(path) } catch {
      let name = path.isEmpty ? "\"\"" : path
      throw TrainingError.inputOutput("cannot make the folder \(name): \(error.reason)")
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
