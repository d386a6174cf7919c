internal import CHDF5
import Foundation
import LukeSystem

extension HDF5File {
  /// Adds a group, and those above it, where they are not there yet.
  public func createGroup(_ group: String) throws {
    var step = ""
    for name in group.split(separator: "/") {
      step += "/" + name
      if contains(step) { continue }
      let settings = try Self.timelessSettings(path) { luke_H5P_GROUP_CREATE() }
      let id = try HDF5Library.check(path, "cannot create the group \(group)", writing: true) {
        H5Gcreate2(handle.id, step, luke_H5P_DEFAULT(), settings.id, luke_H5P_DEFAULT())
      }
      try HDF5Handle(id) { H5Gclose($0) }.close(path, "cannot create the group \(group)")
    }
  }

  /// Adds an array of floating-point numbers, stored as float32 or bfloat16.
  ///
  /// bfloat16, for which HDF5 has no name, is its float of 16 bits with 8 bits of exponent and a bias of 127, which
  /// every reader of HDF5 converts.
  ///
  /// `axes` names its axes in order, as HDF5 labels dimensions; empty for none.
  public func write(
    _ values: UnsafeBufferPointer<Float>, shape: [Int], as type: ElementType = .float32,
    to object: String, axes: [String] = []
  ) throws {
    precondition(axes.isEmpty || axes.count == shape.count, "\(axes) for \(shape)")
    precondition(values.count == shape.reduce(1, *), "\(values.count) values of shape \(shape)")
    switch type {
    case .float32:
      try write(
        UnsafeRawBufferPointer(values), shape, object, luke_H5T_NATIVE_FLOAT(),
        luke_H5T_IEEE_F32LE(), axes)
    case .bfloat16:
      let rounded = [UInt16](unsafeUninitializedCapacity: values.count) { buffer, count in
        roundToBFloat16(values, into: UnsafeMutableBufferPointer(rebasing: buffer[..<values.count]))
        count = values.count
      }
      let stored = try bfloat16Type()
      try rounded.withUnsafeBytes { try write($0, shape, object, stored.id, stored.id, axes) }
    default:
      preconditionFailure("\(type) is not a type that floating-point arrays are stored as")
    }
  }

  /// Adds an array of floating-point numbers, stored as float32.
  public func write(_ values: [Float], shape: [Int], to object: String) throws {
    try values.withUnsafeBufferPointer { try write($0, shape: shape, to: object) }
  }

  /// Adds an array of int64.
  public func write(_ values: [Int64], shape: [Int], to object: String) throws {
    precondition(values.count == shape.reduce(1, *), "\(values.count) values of shape \(shape)")
    try values.withUnsafeBytes {
      try write($0, shape, object, luke_H5T_NATIVE_INT64(), luke_H5T_STD_I64LE())
    }
  }

  /// Adds an array of int32.
  public func write(_ values: [Int32], shape: [Int], to object: String) throws {
    precondition(values.count == shape.reduce(1, *), "\(values.count) values of shape \(shape)")
    try values.withUnsafeBytes {
      try write($0, shape, object, luke_H5T_NATIVE_INT32(), luke_H5T_STD_I32LE())
    }
  }

  /// Adds an array of bytes, such as the content of another file.
  public func write(bytes: [UInt8], to object: String) throws {
    try bytes.withUnsafeBytes {
      try write($0, [bytes.count], object, luke_H5T_NATIVE_UINT8(), luke_H5T_STD_U8LE())
    }
  }

  /// Adds a text: one string of fixed length, in UTF-8.
  ///
  /// Fixed, since strings of variable length lie in a heap that has no checksums.
  public func write(text: String, to object: String) throws {
    let type = try textType(byteCount: text.utf8.count)
    let bytes = text.isEmpty ? [0] : Array(text.utf8)
    try bytes.withUnsafeBytes { try write($0, nil, object, type.id, type.id) }
  }

  /// A string type of fixed length; HDF5 knows none of length 0.
  func textType(byteCount: Int) throws -> HDF5Handle {
    let id = try HDF5Library.check(path, "cannot write a text", writing: true) {
      H5Tcopy(luke_H5T_C_S1())
    }
    let type = HDF5Handle(id) { H5Tclose($0) }
    HDF5Library.locked {
      H5Tset_size(type.id, max(byteCount, 1))
      H5Tset_cset(type.id, H5T_CSET_UTF8)
      H5Tset_strpad(type.id, H5T_STR_NULLPAD)
    }
    return type
  }

  /// Adds an array with the checksum of its bytes; without shape it is a scalar.
  private func write(
    _ bytes: UnsafeRawBufferPointer, _ shape: [Int]?, _ object: String, _ type: hid_t,
    _ storedType: hid_t, _ axes: [String] = []
  ) throws {
    let action = "cannot write \(object) within the file"
    let space = try self.space(shape)
    if let slash = object.lastIndex(of: "/") { try createGroup(String(object[..<slash])) }
    let settings = try storageSettings(
      shape ?? [], elementSize: bytes.count / max(1, (shape ?? []).reduce(1, *)))
    let id = try HDF5Library.check(path, action, writing: true) {
      H5Dcreate2(
        handle.id, object, storedType, space.id, luke_H5P_DEFAULT(), settings.id, luke_H5P_DEFAULT()
      )
    }
    let dataset = HDF5Handle(id) { H5Dclose($0) }
    if let base = bytes.baseAddress, bytes.count > 0 {
      try HDF5Library.check(path, action, writing: true) {
        H5Dwrite(dataset.id, type, luke_H5S_ALL(), luke_H5S_ALL(), luke_H5P_DEFAULT(), base)
      }
    }
    var checksum = Checksum(of: bytes).value
    try setAttribute(
      "crc32", dataset, object, luke_H5T_NATIVE_UINT32(), stored: luke_H5T_STD_U32LE(), &checksum)
    if !axes.isEmpty { try label(axes, of: dataset, object) }
    // Small arrays are written only now.
    try dataset.close(path, action)
    contents.add(object, byteCount: bytes.count, checksum: checksum)
    contents.add(attribute: "crc32", of: object, .integer(Int64(checksum)))
  }

  /// Names the axes of an array, in the attribute by which HDF5's high-level library knows them: texts of any
  /// length, which have no checksum; nothing here reads them.
  private func label(
    _ axes: [String], of dataset: borrowing HDF5Handle, _ object: String
  ) throws {
    let action = "cannot name the axes of \(object)"
    let typeID = try HDF5Library.check(path, action, writing: true) { H5Tcopy(luke_H5T_C_S1()) }
    let type = HDF5Handle(typeID) { H5Tclose($0) }
    HDF5Library.locked { _ = H5Tset_size(type.id, luke_H5T_VARIABLE()) }
    let space = try self.space([axes.count])
    let (owner, spaceID) = (dataset.id, space.id)
    let id = try HDF5Library.check(path, action, writing: true) {
      H5Acreate2(
        owner, "DIMENSION_LABELS", typeID, spaceID, luke_H5P_DEFAULT(), luke_H5P_DEFAULT())
    }
    let attribute = HDF5Handle(id) { H5Aclose($0) }
    let texts = axes.map { strdup($0) }
    defer { texts.forEach { free($0) } }
    try HDF5Library.check(path, action, writing: true) { H5Awrite(attribute.id, typeID, texts) }
    try attribute.close(path, action)
  }

  private func space(_ shape: [Int]?) throws -> HDF5Handle {
    let sizes = (shape ?? []).map { hsize_t($0) }
    let id = try HDF5Library.check(path, "cannot write an array", writing: true) {
      sizes.isEmpty ? H5Screate(H5S_SCALAR) : H5Screate_simple(Int32(sizes.count), sizes, nil)
    }
    return HDF5Handle(id) { H5Sclose($0) }
  }

  /// Layout and filters of an array.
  private func storageSettings(_ shape: [Int], elementSize: Int) throws -> HDF5Handle {
    let settings = try Self.timelessSettings(path) { luke_H5P_DATASET_CREATE() }
    try HDF5Library.check(path, "cannot write", writing: true) { () -> herr_t in
      H5Pset_fill_time(settings.id, H5D_FILL_TIME_NEVER)
      if compression == .none || shape.isEmpty || shape.contains(0) { return 0 }
      let chunk = chunkShape(shape, elementSize: elementSize)
      H5Pset_chunk(settings.id, Int32(chunk.count), chunk)
      // Bytes of the same weight lie together after it, which all methods pack better.
      if elementSize > 1 { H5Pset_shuffle(settings.id) }
      if compression == .deflate { return H5Pset_deflate(settings.id, 4) }
      var level: UInt32 = 3
      return H5Pset_filter(settings.id, zstdFilterIdentifier, luke_H5Z_FLAG_MANDATORY(), 1, &level)
    }
    return settings
  }

  /// Whole rows of about a mebibyte, or less than one row where rows are larger.
  private func chunkShape(_ shape: [Int], elementSize: Int) -> [hsize_t] {
    var left = max(1, (1 << 20) / elementSize)
    var chunk: [hsize_t] = []
    for size in shape.reversed() {
      let part = min(size, left)
      chunk.append(hsize_t(part))
      left = max(1, left / part)
    }
    return chunk.reversed()
  }
}
