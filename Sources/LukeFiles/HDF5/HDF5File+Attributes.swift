internal import CHDF5
import Foundation

extension HDF5File {
  /// The text of an attribute of a group or array; nil when there is none.
  public func textAttribute(_ name: String, of object: String) throws -> String? {
    try textAttribute(name, of: open(object: object), object)
  }

  /// The integer of an attribute of a group or array; nil when there is none.
  public func integerAttribute(_ name: String, of object: String) throws -> Int64? {
    try integerAttribute(name, of: open(object: object), object)
  }

  /// Adds an attribute with a text to a group or array that is being written.
  public func setAttribute(_ name: String, of object: String, to text: String) throws {
    let type = try textType(byteCount: text.utf8.count)
    var bytes = Array(text.utf8) + [0]
    let owner = try open(object: object)
    try setAttribute(name, owner, object, type.id, stored: type.id, &bytes)
    try owner.close(path, "cannot write the attribute \(name) of \(object)")
    contents.add(attribute: name, of: object, .text(text))
  }

  /// Adds an attribute with an integer to a group or array that is being written.
  public func setAttribute(_ name: String, of object: String, to integer: Int64) throws {
    var value = integer
    let owner = try open(object: object)
    try setAttribute(
      name, owner, object, luke_H5T_NATIVE_INT64(), stored: luke_H5T_STD_I64LE(), &value)
    try owner.close(path, "cannot write the attribute \(name) of \(object)")
    contents.add(attribute: name, of: object, .integer(integer))
  }

  func setAttribute(
    _ name: String, _ owner: borrowing HDF5Handle, _ object: String, _ type: hid_t,
    stored: hid_t, _ value: UnsafeRawPointer
  ) throws {
    let action = "cannot write the attribute \(name) of \(object)"
    let spaceID = try HDF5Library.check(path, action, writing: true) { H5Screate(H5S_SCALAR) }
    let space = HDF5Handle(spaceID) { H5Sclose($0) }
    let ownerID = owner.id
    let id = try HDF5Library.check(path, action, writing: true) {
      H5Acreate2(ownerID, name, stored, spaceID, luke_H5P_DEFAULT(), luke_H5P_DEFAULT())
    }
    let attribute = HDF5Handle(id) { H5Aclose($0) }
    try HDF5Library.check(path, action, writing: true) { H5Awrite(attribute.id, type, value) }
    try attribute.close(path, action)
    _ = consume space
  }

  func textAttribute(
    _ name: String, of owner: borrowing HDF5Handle, _ object: String
  ) throws -> String? {
    guard let attribute = try open(attribute: name, of: owner, object) else { return nil }
    let action = "cannot read the attribute \(name) of \(object)"
    let typeID = try HDF5Library.check(path, action) { H5Aget_type(attribute.id) }
    let type = HDF5Handle(typeID) { H5Tclose($0) }
    let (isText, isVariable, size) = HDF5Library.locked {
      (H5Tget_class(type.id) == H5T_STRING, H5Tis_variable_str(type.id) > 0, H5Tget_size(type.id))
    }
    guard isText, size < 1 << 20, try isScalar(attribute, action) else {
      throw malformed(object, "has an attribute \(name) that is not a text")
    }
    if isVariable {
      var text: UnsafeMutablePointer<CChar>?
      try HDF5Library.check(path, action) { H5Aread(attribute.id, type.id, &text) }
      defer { HDF5Library.locked { _ = H5free_memory(text) } }
      return text.map { String(cString: $0) } ?? ""
    }
    var bytes = [UInt8](repeating: 0, count: size)
    try HDF5Library.check(path, action) { H5Aread(attribute.id, type.id, &bytes) }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  func integerAttribute(
    _ name: String, of owner: borrowing HDF5Handle, _ object: String
  ) throws -> Int64? {
    guard let attribute = try open(attribute: name, of: owner, object) else { return nil }
    let action = "cannot read the attribute \(name) of \(object)"
    let typeID = try HDF5Library.check(path, action) { H5Aget_type(attribute.id) }
    let type = HDF5Handle(typeID) { H5Tclose($0) }
    let isInteger = HDF5Library.locked { H5Tget_class(type.id) == H5T_INTEGER }
    guard isInteger, try isScalar(attribute, action) else {
      throw malformed(object, "has an attribute \(name) that is not an integer")
    }
    var value: Int64 = 0
    try HDF5Library.check(path, action) {
      H5Aread(attribute.id, luke_H5T_NATIVE_INT64(), &value)
    }
    return value
  }

  private func isScalar(_ attribute: borrowing HDF5Handle, _ action: String) throws -> Bool {
    let id = attribute.id
    let spaceID = try HDF5Library.check(path, action) { H5Aget_space(id) }
    let space = HDF5Handle(spaceID) { H5Sclose($0) }
    return HDF5Library.locked { H5Sget_simple_extent_npoints(space.id) == 1 }
  }

  private func open(
    attribute name: String, of owner: borrowing HDF5Handle, _ object: String
  ) throws -> HDF5Handle? {
    let ownerID = owner.id
    let action = "cannot read the attributes of \(object)"
    let exists = try HDF5Library.check(path, action) { H5Aexists(ownerID, name) }
    if exists == 0 { return nil }
    let id = try HDF5Library.check(path, action) { H5Aopen(ownerID, name, luke_H5P_DEFAULT()) }
    return HDF5Handle(id) { H5Aclose($0) }
  }
}
