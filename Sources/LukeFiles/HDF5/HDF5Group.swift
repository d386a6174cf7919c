internal import CHDF5
import LukeSystem

/// The arrays of numbers in one group of an HDF5 file.
public final class HDF5Group: NamedArrays, Sendable {
  /// The file.
  public var path: String { file.path }
  /// The arrays of the group, by name.
  public let descriptions: [ArrayDescription]

  private let file: HDF5File
  private let group: String
  private let byName: [String: ArrayDescription]

  /// Lists the arrays of `group`, and of no group below it; throws `FileError`.
  public init(_ file: HDF5File, group: String) throws {
    self.file = file
    self.group = group
    descriptions = try file.names(in: group).compactMap { name in
      let object = group + "/" + name
      if file.isGroup(object) { return nil }
      guard var array = try file.description(of: object) else { return nil }
      array.name = name
      return array
    }
    byName = Dictionary(descriptions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The array called `name`, or nil when there is none.
  public func description(of name: String) -> ArrayDescription? { byName[name] }

  /// Reads rows of a floating-point array, converted to float32.
  ///
  /// A whole array is compared with its checksum; rows of it are not.
  public func read(
    _ name: String, rows: Range<Int>, into destination: UnsafeMutableBufferPointer<Float>
  ) throws {
    let array = try checkRows(rows, of: name, destinationCount: destination.count)
    let dataset = try file.open(dataset: group + "/" + array.name)
    guard array.elementType == .bfloat16 else {
      return try read(
        array, rows, UnsafeMutableRawBufferPointer(destination), luke_H5T_NATIVE_FLOAT(), dataset)
    }
    let stored = UnsafeMutableRawBufferPointer.allocate(
      byteCount: destination.count * 2, alignment: 16)
    defer { stored.deallocate() }
    let type = try file.bfloat16Type(of: dataset, group + "/" + array.name)
    try read(array, rows, stored, type.id, dataset)
    array.elementType.widen(UnsafeRawBufferPointer(stored), into: destination)
  }

  /// Reads a float array part by part, in memory that does not grow with the array, and compares it
  /// with its checksum at the end; `body` gets the rows and values of each part.
  public func readParts(
    _ name: String,
    _ body: (_ rows: Range<Int>, _ values: UnsafeBufferPointer<Float>) throws -> Void = { _, _ in }
  ) throws {
    let array = try checkRows(0..<0, of: name, destinationCount: 0)
    guard let rowCount = array.shape.first, array.elementCount > ArrayDescription.partLength else {
      // Of a small array the whole is a part.
      let values = UnsafeMutableBufferPointer<Float>.allocate(capacity: array.elementCount)
      defer { values.deallocate() }
      try read(name, rows: 0..<(array.shape.first ?? 1), into: values)
      return try body(0..<(array.shape.first ?? 1), UnsafeBufferPointer(values))
    }
    let object = group + "/" + name
    let dataset = try file.open(dataset: object)
    let rowSize = array.elementCount / rowCount
    let parts = ArrayDescription.rowParts(rowCount: rowCount, rowSize: rowSize)
    let longest = (parts.first?.count ?? 0) * rowSize
    let isNarrow = array.elementType == .bfloat16
    let narrow = try file.bfloat16Type(of: dataset, object)
    let (size, type) = isNarrow ? (2, narrow.id) : (4, luke_H5T_NATIVE_FLOAT())
    let stored = UnsafeMutableRawBufferPointer.allocate(
      byteCount: longest * size, alignment: 16)
    let wide = UnsafeMutableBufferPointer<Float>.allocate(
      capacity: isNarrow ? longest : 0)
    defer {
      stored.deallocate()
      wide.deallocate()
    }
    var checksum = Checksum()
    for rows in parts {
      let part = UnsafeMutableRawBufferPointer(
        rebasing: stored[0..<rows.count * rowSize * size])
      try readPart(array, rows, part, type, dataset)
      checksum.update(UnsafeRawBufferPointer(part))
      if isNarrow {
        let target = UnsafeMutableBufferPointer(rebasing: wide[0..<rows.count * rowSize])
        array.elementType.widen(UnsafeRawBufferPointer(part), into: target)
        try body(rows, UnsafeBufferPointer(target))
      } else {
        try body(rows, UnsafeBufferPointer(part.bindMemory(to: Float.self)))
      }
    }
    // Other types are converted on the way, so that their bytes are not at hand.
    if isNarrow || array.elementType == .float32 {
      try file.verify(checksum, dataset, object)
    }
  }

  /// Reads an integer array.
  public func readIntegers(_ name: String) throws -> [Int64] {
    _ = try checkIntegers(of: name)
    return try file.readIntegers(group + "/" + name)
  }

  private func read(
    _ array: ArrayDescription, _ rows: Range<Int>, _ buffer: UnsafeMutableRawBufferPointer,
    _ type: hid_t, _ dataset: borrowing HDF5Handle
  ) throws {
    let object = group + "/" + array.name
    guard rows.count == array.shape.first ?? 1 else {
      return try readPart(array, rows, buffer, type, dataset)
    }
    try file.read(dataset, object, as: type, into: buffer)
    if array.elementType == .float32 || array.elementType == .bfloat16 {
      try file.verify(UnsafeRawBufferPointer(buffer), dataset, object)
    }
  }

  private func readPart(
    _ array: ArrayDescription, _ rows: Range<Int>, _ buffer: UnsafeMutableRawBufferPointer,
    _ type: hid_t, _ dataset: borrowing HDF5Handle
  ) throws {
    try file.read(
      rows, of: array.shape, in: dataset, group + "/" + array.name, as: type, into: buffer)
  }
}
