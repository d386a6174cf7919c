import Foundation
import LukeJSON
import LukeText

/// Says what is wrong with JSON and where, which Foundation's readers do not.
enum JSONSyntax {
  /// What `data` says; throws `CheckpointError` with file, line and column unless it is JSON.
  static func parse(_ data: Data, of file: String) throws(CheckpointError) -> JSONValue {
    do throws(JSONSyntaxError) { return try JSONParser.parse(data) } catch {
      throw .badContent("\(file):\(error.line):\(error.column)", error.message)
    }
  }
}
