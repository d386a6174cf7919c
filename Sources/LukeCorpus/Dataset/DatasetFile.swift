import Foundation
import LukeData
import LukeSystem

/// The JSON files of a data set.
enum DatasetFile {
  /// Reads a file that must be there; throws `DataError` with its name.
  static func read<Value: Decodable>(_ type: Value.Type, at path: String) throws(DataError) -> Value
  {
    try read(type, from: SourceText(file: path, encoding: .utf8))
  }

  /// Reads a file whose text is there; throws `DataError` with its name, and line and column or key.
  static func read<Value: Decodable>(
    _ type: Value.Type, from source: SourceText
  ) throws(DataError) -> Value {
    do throws(JSONText.Fault) {
      return try JSONText.decode(type, from: source.bytes[...])
    } catch {
      let place = error.place.map { ":\($0.line):\($0.column)" } ?? ""
      throw .unsuitable(file: source.file + place, reason: error.message)
    }
  }

  /// Writes a file whole or not at all, with the same bytes for the same value.
  static func write(_ value: some Encodable, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(try encoder.encode(value) + [.newline], to: path)
  }
}
