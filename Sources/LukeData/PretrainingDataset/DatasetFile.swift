import Foundation
import LukeFiles

/// The JSON files of a data set.
enum DatasetFile {
  /// Reads a file that must be there; throws `DataError` with its name.
  static func read<Value: Decodable>(_ type: Value.Type, at path: String) throws(DataError) -> Value
  {
    let source = try SourceText(file: path, encoding: .utf8)
    do throws(JSONText.Fault) {
      return try JSONText.decode(type, from: source.bytes[...])
    } catch {
      throw .unsuitable(file: path, reason: error.message)
    }
  }

  /// Writes a file whole or not at all, with the same bytes for the same value.
  static func write(_ value: some Encodable, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(try encoder.encode(value) + [.newline], to: path)
  }
}
