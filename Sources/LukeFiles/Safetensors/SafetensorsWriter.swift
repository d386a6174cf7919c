import Foundation
import LukeSystem

/// Writes safetensors files, laid out as the reference implementation does.
public enum SafetensorsWriter {
  /// Takes the bytes of an array, whole or chunk after chunk.
  public typealias Sink = (UnsafeRawBufferPointer) throws -> Void

  /// Writes a file of `arrays`.
  ///
  /// `contents` is called once for each array, in the order of the file, and hands its elements
  /// (little-endian, row-major) to the sink, whole or in chunks; nothing is copied. The file appears
  /// under its name only when it is whole. Throws `FileError`, or what `contents` throws.
  public static func write(
    _ arrays: [ArrayDescription], metadata: [String: String] = ["format": "pt"], to path: String,
    contents: (ArrayDescription, Sink) throws -> Void
  ) throws {
    let ordered = inFileOrder(arrays)
    let file = try PartialFile(of: path)
    try header(of: ordered, metadata: metadata).withUnsafeBytes { try file.write($0) }
    for array in ordered {
      var count = 0
      try contents(array) { bytes in
        count += bytes.count
        try file.write(bytes)
      }
      precondition(
        count == array.byteCount, "\(count) bytes for \(array.name) of \(array.byteCount)")
    }
    try file.publish()
  }

  /// The reference implementation's order: by type, widest first so that all are aligned, then by
  /// name.
  private static func inFileOrder(_ arrays: [ArrayDescription]) -> [ArrayDescription] {
    let types: [ElementType] = [
      .int64, .float64, .float32, .int32, .bfloat16, .float16, .int16, .int8, .uint8, .bool,
    ]
    return arrays.sorted { first, second in
      if first.elementType != second.elementType {
        return types.firstIndex(of: first.elementType) ?? 0
          < types.firstIndex(of: second.elementType) ?? 0
      }
      return first.name.utf8.lexicographicallyPrecedes(second.name.utf8)
    }
  }

  /// Length and JSON, filled up with spaces so that the data begins at a multiple of 8.
  private static func header(
    of arrays: [ArrayDescription], metadata: [String: String]
  ) throws -> [UInt8] {
    var fields: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }.map {
        "\(quoted($0.key)):\(quoted($0.value))"
      }
      fields.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var offset = 0
    for array in arrays {
      let shape = array.shape.map(String.init).joined(separator: ",")
      fields.append(
        "\(quoted(array.name)):{\"dtype\":\"\(array.elementType.safetensorsName)\","
          + "\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(offset + array.byteCount)]}")
      offset += array.byteCount
    }
    var json = Array("{\(fields.joined(separator: ","))}".utf8)
    while json.count % 8 != 0 { json.append(UInt8(ascii: " ")) }
    return (0..<8).map { UInt8(truncatingIfNeeded: json.count >> (8 * $0)) } + json
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
