import Foundation
import LukeJSON
import LukeText

/// Says what is wrong with JSON and where, which Foundation's readers do not.
enum JSONSyntax {
  /// Throws `CheckpointError` with file, line and column unless `data` is JSON.
  static func check(_ data: Data, of file: String) throws(CheckpointError) {
    do throws(JSONSyntaxError) { _ = try JSONParser.parse(data) } catch {
      throw .badContent("\(file):\(error.line):\(error.column)", error.message)
    }
  }
}
