internal import CHDF5
import LukeSystem

extension HDF5File {
  func malformed(_ object: String, _ reason: String) -> FileError {
    .malformed(path: path, reason: "\(object) \(reason)")
  }

  func open(group: String) throws -> HDF5Handle {
    guard contains(group) else {
      throw FileError.malformed(path: path, reason: "there is no group \(group)")
    }
    try checkLinks(to: group)
    let id = try HDF5Library.check(path, "\(group) is not a group") {
      H5Gopen2(handle.id, group, luke_H5P_DEFAULT())
    }
    return HDF5Handle(id) { H5Gclose($0) }
  }

  func open(dataset: String) throws -> HDF5Handle {
    guard contains(dataset) else {
      throw FileError.malformed(path: path, reason: "there is no array \(dataset)")
    }
    try checkLinks(to: dataset)
    let id = try HDF5Library.check(path, "\(dataset) is not an array") {
      H5Dopen2(handle.id, dataset, luke_H5P_DEFAULT())
    }
    let opened = HDF5Handle(id) { H5Dclose($0) }
    try checkStorage(of: opened, dataset)
    return opened
  }

  func open(object: String) throws -> HDF5Handle {
    try checkLinks(to: object)
    let id = try HDF5Library.check(path, "cannot open \(object)") {
      H5Oopen(handle.id, object, luke_H5P_DEFAULT())
    }
    return HDF5Handle(id) { H5Oclose($0) }
  }

  func type(of dataset: borrowing HDF5Handle, _ object: String) throws -> HDF5Handle {
    let id = dataset.id
    let type = try HDF5Library.check(path, "cannot read \(object)") { H5Dget_type(id) }
    return HDF5Handle(type) { H5Tclose($0) }
  }

  func shape(of dataset: borrowing HDF5Handle, _ object: String) throws -> [Int] {
    let id = dataset.id
    let spaceID = try HDF5Library.check(path, "cannot read \(object)") { H5Dget_space(id) }
    let space = HDF5Handle(spaceID) { H5Sclose($0) }
    let rank = try HDF5Library.check(path, "cannot read \(object)") {
      H5Sget_simple_extent_ndims(spaceID)
    }
    var sizes = [hsize_t](repeating: 0, count: Int(rank))
    try HDF5Library.check(path, "cannot read \(object)") {
      H5Sget_simple_extent_dims(space.id, &sizes, nil)
    }
    let shape = sizes.map { Int(clamping: $0) }
    guard ArrayDescription.checkedElementCount(shape) != nil else {
      throw malformed(object, "has an impossible shape \(shape)")
    }
    return shape
  }

  /// The type of the elements as this package knows it; nil for texts and everything else.
  func elementType(of dataset: borrowing HDF5Handle, _ object: String) throws -> ElementType? {
    let type = try type(of: dataset, object)
    let (kind, size, sign) = HDF5Library.locked {
      (H5Tget_class(type.id), H5Tget_size(type.id), H5Tget_sign(type.id))
    }
    if kind == H5T_FLOAT { return size == 2 ? narrowType(type) : [4: .float32, 8: .float64][size] }
    guard kind == H5T_INTEGER else { return nil }
    if sign == H5T_SGN_NONE {
      if size == 1 { return .uint8 }
      let marked = try textAttribute("element_type", of: dataset, object) == "bfloat16"
      return size == 2 && marked ? .bfloat16 : nil
    }
    return [1: .int8, 2: .int16, 4: .int32, 8: .int64][size]
  }

  /// The type of floats of 16 bits; nil for others than the two that are in use.
  private func narrowType(_ type: borrowing HDF5Handle) -> ElementType? {
    var (exponent, mantissa, bias) = (0, 0, 0)
    let id = type.id
    let isKnown = HDF5Library.locked { luke_float_fields(id, &exponent, &mantissa, &bias) >= 0 }
    guard isKnown else { return nil }
    switch (exponent, mantissa, bias) {
    case (5, 10, 15): return .float16
    case (8, 7, 127): return .bfloat16
    default: return nil
    }
  }

  /// The type in which bfloat16 is read as it is stored: as such or, in files of the first version, as integers.
  func bfloat16Type(of dataset: borrowing HDF5Handle, _ object: String) throws -> HDF5Handle {
    let stored = try type(of: dataset, object)
    let isInteger = HDF5Library.locked { H5Tget_class(stored.id) == H5T_INTEGER }
    if !isInteger { return try bfloat16Type() }
    let id = try HDF5Library.check(path, "cannot read \(object)") {
      H5Tcopy(luke_H5T_NATIVE_UINT16())
    }
    return HDF5Handle(id) { H5Tclose($0) }
  }

  /// HDF5's type for bfloat16, in files and in memory.
  func bfloat16Type() throws -> HDF5Handle {
    let id = try HDF5Library.check(path, "bfloat16 is not known") { luke_bfloat16_type() }
    return HDF5Handle(id) { H5Tclose($0) }
  }

  func read(
    _ dataset: borrowing HDF5Handle, _ object: String, as type: hid_t,
    into buffer: UnsafeMutableRawBufferPointer
  ) throws {
    guard let base = buffer.baseAddress, buffer.count > 0 else { return }
    let id = dataset.id
    try HDF5Library.check(path, "cannot read \(object)") {
      H5Dread(id, type, luke_H5S_ALL(), luke_H5S_ALL(), luke_H5P_DEFAULT(), base)
    }
  }

  /// Compares with the checksum that was written beside the array, if there is one.
  func verify(
    _ bytes: UnsafeRawBufferPointer, _ dataset: borrowing HDF5Handle, _ object: String
  ) throws {
    try verify(Checksum(of: bytes), dataset, object)
  }

  func verify(
    _ checksum: @autoclosure () -> Checksum, _ dataset: borrowing HDF5Handle, _ object: String
  ) throws {
    guard let expected = try integerAttribute("crc32", of: dataset, object) else { return }
    guard Int64(checksum().value) == expected else {
      throw malformed(object, "is damaged: its checksum is wrong")
    }
  }

  func verify(_ bytes: [UInt8], _ dataset: borrowing HDF5Handle, _ object: String) throws {
    try bytes.withUnsafeBytes { try verify($0, dataset, object) }
  }
}
