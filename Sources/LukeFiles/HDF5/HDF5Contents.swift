internal import CHDF5
import LukeSystem

/// What was written to a file, to be compared with what is read back of it.
final class HDF5Contents: Sendable {
  private let arrays = LockedValue<[(object: String, byteCount: Int, checksum: UInt32)]>([])
  private let attributes = LockedValue<[(name: String, object: String, value: Value)]>([])

  /// The value of an attribute.
  enum Value: Hashable, Sendable {
    case text(String)
    case integer(Int64)
  }

  func add(_ object: String, byteCount: Int, checksum: UInt32) {
    arrays.withLock { $0.append((object, byteCount, checksum)) }
  }

  func add(attribute name: String, of object: String, _ value: Value) {
    attributes.withLock { $0.append((name, object, value)) }
  }

  /// Reads all of it in `file`, which messages call `path`.
  /// - Throws: `FileError.inputOutput` where anything is missing or different.
  func check(_ file: @autoclosure () throws -> HDF5File, _ path: String) throws {
    do {
      let file = try file()
      for array in arrays.withLock({ $0 }) {
        guard try file.checksum(of: array.object) == (array.byteCount, array.checksum) else {
          throw FileError.notAsWritten(path)
        }
      }
      for attribute in attributes.withLock({ $0 }) {
        let isThere =
          switch attribute.value {
          case .text(let text):
            try file.textAttribute(attribute.name, of: attribute.object) == text
          case .integer(let integer):
            try file.integerAttribute(attribute.name, of: attribute.object) == integer
          }
        guard isThere else { throw FileError.notAsWritten(path) }
      }
    } catch FileError.malformed {
      throw FileError.notAsWritten(path)
    }
  }
}

extension HDF5File {
  /// The size and the CRC-32 of an array or text as it is stored, read in memory that does not grow
  /// with it.
  func checksum(of object: String) throws -> (byteCount: Int, checksum: UInt32) {
    let dataset = try open(dataset: object)
    let type = try self.type(of: dataset, object)
    let shape = try self.shape(of: dataset, object)
    let elementSize = HDF5Library.locked { H5Tget_size(type.id) }
    let rowSize = shape.dropFirst().reduce(elementSize, *)
    let parts = ArrayDescription.rowParts(rowCount: shape.first ?? 1, rowSize: rowSize / 4)
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: (parts.first?.count ?? 0) * rowSize, alignment: 16)
    defer { buffer.deallocate() }
    var (checksum, count) = (Checksum(), 0)
    for rows in parts where rowSize > 0 {
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(rows.count * rowSize)])
      // What is written here is little-endian, as is the memory of the machines that this runs on.
      try read(rows, of: shape, in: dataset, object, as: type.id, into: part)
      checksum.update(UnsafeRawBufferPointer(part))
      count += part.count
    }
    return (count, checksum.value)
  }

  /// Reads rows of an array; all of it where it is a scalar.
  func read(
    _ rows: Range<Int>, of shape: [Int], in dataset: borrowing HDF5Handle, _ object: String,
    as type: hid_t, into buffer: UnsafeMutableRawBufferPointer
  ) throws {
    guard let base = buffer.baseAddress, buffer.count > 0 else { return }
    if shape.isEmpty { return try read(dataset, object, as: type, into: buffer) }
    let action = "cannot read \(object)"
    var start = [hsize_t](repeating: 0, count: shape.count)
    var count = shape.map { hsize_t($0) }
    start[0] = hsize_t(rows.lowerBound)
    count[0] = hsize_t(rows.count)
    let id = dataset.id
    let stored = HDF5Handle(try HDF5Library.check(path, action) { H5Dget_space(id) }) {
      H5Sclose($0)
    }
    let memory = HDF5Handle(
      try HDF5Library.check(path, action) { H5Screate_simple(Int32(count.count), count, nil) }
    ) { H5Sclose($0) }
    try HDF5Library.check(path, action) {
      H5Sselect_hyperslab(stored.id, H5S_SELECT_SET, start, nil, count, nil)
    }
    try HDF5Library.check(path, action) {
      H5Dread(id, type, memory.id, stored.id, luke_H5P_DEFAULT(), base)
    }
  }
}
