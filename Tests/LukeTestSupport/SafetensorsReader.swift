import Foundation

/// Reads safetensors files of Float32 tensors, independently of the library under test.
public enum SafetensorsReader {
  private struct Entry: Decodable {
    let dtype: String
    let shape: [Int]
    let offsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case offsets = "data_offsets"
    }
  }

  /// All tensors of a file under their names.
  public static func read(_ file: URL) throws -> [String: RecordedTensor] {
    let data = try Data(contentsOf: file)
    let headerSize = (0..<8).reduce(0) { $0 | Int(data[$1]) << (8 * $1) }
    var header =
      try JSONSerialization.jsonObject(with: data[8..<8 + headerSize]) as? [String: Any] ?? [:]
    header["__metadata__"] = nil
    let entries = try JSONDecoder().decode(
      [String: Entry].self, from: JSONSerialization.data(withJSONObject: header))
    return try entries.mapValues { entry in
      guard entry.dtype == "F32" else { throw GoldenError("\(file.path): \(entry.dtype)") }
      let start = 8 + headerSize
      return RecordedTensor(
        shape: entry.shape,
        values: floats(in: data[start + entry.offsets[0]..<start + entry.offsets[1]]))
    }
  }

  private static func floats(in bytes: Data) -> [Float] {
    bytes.withUnsafeBytes { buffer in
      (0..<buffer.count / 4).map {
        Float(
          bitPattern: UInt32(
            littleEndian: buffer.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
      }
    }
  }
}

/// A golden file that is missing or not as expected.
public struct GoldenError: Error, CustomStringConvertible {
  /// What is wrong, with the file.
  public let description: String

  /// Creates an error that says `description`.
  public init(_ description: String) {
    self.description = description
  }
}
