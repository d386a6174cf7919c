import Foundation
import LukeSystem

/// The header of a safetensors file: an array's name, type, shape and place in the data.
struct SafetensorsHeader {
  struct Entry {
    var description: ArrayDescription
    /// Place of the first byte in the file.
    var offset: Int
  }

  /// The arrays in the order of their data.
  var entries: [Entry]

  /// What the file says about itself, `__metadata__`.
  var metadata: [String: String]

  /// Longer headers are refused, as the reference implementation does.
  private static let largestHeader = 100_000_000

  /// Reads and checks the header of `file`.
  init(of file: RandomAccessFile) throws {
    let path = file.path
    func malformed(_ reason: String) -> FileError {
      .malformed(path: path, reason: "not a valid safetensors file: " + reason)
    }
    guard file.size >= 8 else { throw malformed("it has only \(file.size) bytes") }
    let length = try file.bytes(at: 0, count: 8).reversed().reduce(UInt64(0)) {
      $0 << 8 | UInt64($1)
    }
    guard length <= Self.largestHeader, Int(length) <= file.size - 8 else {
      throw malformed("its header of \(length) bytes is longer than the file or the limit")
    }
    let bytes = try file.bytes(at: 8, count: Int(length))
    guard bytes.first == UInt8(ascii: "{") else { throw malformed("its header is not JSON") }
    let content: SafetensorsHeaderContent
    do {
      content = try JSONDecoder().decode(SafetensorsHeaderContent.self, from: Data(bytes))
    } catch {
      throw malformed("its header is not what the format asks for (\(summary(of: error)))")
    }
    metadata = content.metadata
    let start = 8 + Int(length)
    entries = try content.arrays.map { name, array in
      let description = try Self.describe(name, array, dataSize: file.size - start) {
        malformed("array \(name) \($0)")
      }
      return Entry(description: description, offset: start + array.data_offsets[0])
    }
    entries.sort { ($0.offset, $0.description.byteCount) < ($1.offset, $1.description.byteCount) }
    var end = start
    for entry in entries {
      guard entry.offset == end else {
        let fault = entry.offset < end ? "overlaps the array before it" : "leaves a gap before it"
        throw malformed("array \(entry.description.name) \(fault)")
      }
      end += entry.description.byteCount
    }
    guard end == file.size else { throw malformed("\(file.size - end) bytes belong to no array") }
  }

  private static func describe(
    _ name: String, _ array: SafetensorsHeaderContent.Array, dataSize: Int,
    fault: (String) -> FileError
  ) throws -> ArrayDescription {
    guard let type = ElementType(safetensorsName: array.dtype) else {
      throw fault("has type \(array.dtype), which is not supported")
    }
    guard let count = ArrayDescription.checkedElementCount(array.shape) else {
      throw fault("has an impossible shape \(array.shape)")
    }
    let offsets = array.data_offsets
    guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1] else {
      throw fault("has impossible offsets \(offsets)")
    }
    guard offsets[1] <= dataSize else {
      throw fault("ends at byte \(offsets[1]) of the data, which has \(dataSize): truncated?")
    }
    guard offsets[1] - offsets[0] == count * type.byteCount else {
      throw fault(
        "of shape \(array.shape) and type \(array.dtype) cannot have \(offsets[1] - offsets[0]) bytes"
      )
    }
    return ArrayDescription(name: name, shape: array.shape, elementType: type)
  }
}

/// The header's JSON, before anything is checked.
private struct SafetensorsHeaderContent: Decodable {
  struct Array: Decodable {
    var dtype: String
    var shape: [Int]
    var data_offsets: [Int]
  }

  var arrays: [(name: String, array: Array)] = []
  var metadata: [String: String] = [:]

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    for key in container.allKeys {
      if key.stringValue == "__metadata__" {
        metadata = try container.decode([String: String].self, forKey: key)
      } else {
        arrays.append((key.stringValue, try container.decode(Array.self, forKey: key)))
      }
    }
  }
}

extension ElementType {
  /// The type called `name` in safetensors headers.
  init?(safetensorsName name: String) {
    guard let found = Self.allCases.first(where: { $0.safetensorsName == name }) else { return nil }
    self = found
  }

  /// The type's name in safetensors headers.
  var safetensorsName: String {
    switch self {
    case .float32: "F32"
    case .float16: "F16"
    case .bfloat16: "BF16"
    case .float64: "F64"
    case .int64: "I64"
    case .int32: "I32"
    case .int16: "I16"
    case .int8: "I8"
    case .uint8: "U8"
    case .bool: "BOOL"
    }
  }
}

/// What is wrong with a piece of JSON, with the place, in a few words.
func summary(of error: any Error) -> String {
  func place(_ context: DecodingError.Context) -> String {
    context.codingPath.map(\.stringValue).joined(separator: ".")
  }
  return switch error {
  case DecodingError.keyNotFound(let key, let context):
    "\(place(context)) has no \(key.stringValue)"
  case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
    "\(place(context)) is of the wrong type"
  case DecodingError.dataCorrupted(let context):
    context.codingPath.isEmpty ? "not valid JSON" : "\(place(context)) has a wrong value"
  default: "\(error)"
  }
}
