internal import CHDF5
import Foundation

extension HDF5File {
  /// Whether there is a group or array at `object`.
  public func contains(_ object: String) -> Bool {
    // The library asks for each step of a path by itself.
    var step = ""
    for name in object.split(separator: "/") {
      step += "/" + name
      let (exists, isHard) = HDF5Library.locked {
        (H5Lexists(handle.id, step, luke_H5P_DEFAULT()) > 0, luke_is_hard_link(handle.id, step))
      }
      if !exists { return false }
      // Links to other places are not followed; opening them says so.
      if isHard == 0 { return true }
    }
    return true
  }

  /// Names of what is in a group, sorted; throws `FileError`.
  public func names(in group: String) throws -> [String] {
    final class Names { var found: [String] = [] }
    let names = Names()
    let opened = try open(group: group)
    try HDF5Library.check(path, "cannot list the group \(group)") {
      // In the file's own order: HDF5 1.10 crashes on damaged groups when it has to sort them.
      H5Literate(
        opened.id, H5_INDEX_NAME, H5_ITER_NATIVE, nil,
        { _, name, _, context in
          guard let name, let context else { return 0 }
          Unmanaged<Names>.fromOpaque(context).takeUnretainedValue().found
            .append(String(cString: name))
          return 0
        }, Unmanaged.passUnretained(names).toOpaque())
    }
    return names.found.sorted()
  }

  /// Whether `object` is a group.
  public func isGroup(_ object: String) -> Bool {
    (try? open(group: object)) != nil
  }

  /// The type and shape of the array of numbers at `object`; nil where it holds something else.
  public func description(of object: String) throws -> ArrayDescription? {
    let dataset = try open(dataset: object)
    guard let type = try elementType(of: dataset, object) else { return nil }
    return ArrayDescription(
      name: object, shape: try shape(of: dataset, object), elementType: type)
  }

  /// Reads a text; throws `FileError` where there is none or it is damaged.
  public func readText(_ object: String) throws -> String {
    let dataset = try open(dataset: object)
    let type = try self.type(of: dataset, object)
    let isText = HDF5Library.locked { H5Tget_class(type.id) == H5T_STRING }
    guard isText else { throw malformed(object, "is not a text") }
    let bytes = try textBytes(of: dataset, type, object)
    try verify(bytes, dataset, object)
    guard let text = String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self) else {
      throw malformed(object, "is not valid UTF-8")
    }
    return text
  }

  /// Reads an array of bytes; throws `FileError` where there is none or it is damaged.
  public func readBytes(_ object: String) throws -> [UInt8] {
    guard let array = try description(of: object), array.elementType == .uint8 else {
      throw malformed(object, "is not an array of bytes")
    }
    var bytes = [UInt8](repeating: 0, count: array.elementCount)
    let dataset = try open(dataset: object)
    try bytes.withUnsafeMutableBytes {
      try read(dataset, object, as: luke_H5T_NATIVE_UINT8(), into: $0)
    }
    try verify(bytes, dataset, object)
    return bytes
  }

  /// Reads an array of integers; throws `FileError` where there is none or it is damaged.
  public func readIntegers(_ object: String) throws -> [Int64] {
    guard let array = try description(of: object), !array.elementType.isFloatingPoint else {
      throw malformed(object, "is not an array of integers")
    }
    var integers = [Int64](repeating: 0, count: array.elementCount)
    let dataset = try open(dataset: object)
    try integers.withUnsafeMutableBytes {
      try read(dataset, object, as: luke_H5T_NATIVE_INT64(), into: $0)
    }
    if array.elementType == .int64 {
      try integers.withUnsafeBytes { try verify($0, dataset, object) }
    }
    return integers
  }

  private func textBytes(
    of dataset: borrowing HDF5Handle, _ type: borrowing HDF5Handle, _ object: String
  ) throws -> [UInt8] {
    guard try shape(of: dataset, object).allSatisfy({ $0 == 1 }) else {
      throw malformed(object, "is more than one text")
    }
    let isVariable = HDF5Library.locked { H5Tis_variable_str(type.id) } > 0
    if isVariable { return try variableText(of: dataset, type.id, object) }
    let size = HDF5Library.locked { H5Tget_size(type.id) }
    guard size < 1 << 30 else { throw malformed(object, "has an impossible size") }
    var bytes = [UInt8](repeating: 0, count: size)
    let id = type.id
    try bytes.withUnsafeMutableBytes { try read(dataset, object, as: id, into: $0) }
    return bytes
  }

  private func variableText(
    of dataset: borrowing HDF5Handle, _ type: hid_t, _ object: String
  ) throws -> [UInt8] {
    var text: UnsafeMutablePointer<CChar>?
    let id = dataset.id
    try HDF5Library.check(path, "cannot read \(object)") {
      H5Dread(id, type, luke_H5S_ALL(), luke_H5S_ALL(), luke_H5P_DEFAULT(), &text)
    }
    guard let text else { return [] }
    defer { HDF5Library.locked { _ = H5free_memory(text) } }
    return Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }
}
