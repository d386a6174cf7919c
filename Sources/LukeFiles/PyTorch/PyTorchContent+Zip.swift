import LukeSystem

extension PyTorchContent {
  /// Reads a zip archive of PyTorch 1.6 and later; throws `FileError`.
  init(zip file: RandomAccessFile) throws {
    let zip = try ZipDirectory(of: file)
    guard let pickle = zip.members.keys.first(where: { $0.hasSuffix("/data.pkl") }) else {
      throw FileError.malformed(
        path: file.path, reason: "a zip archive, but not one of PyTorch's: it has no data.pkl")
    }
    let folder = String(pickle.dropLast("data.pkl".count))
    try Self.checkByteOrder(file, zip.members[folder + "byteorder"])
    var machine = PickleMachine(
      try Self.bytes(of: zip.members[pickle], pickle, in: file), path: file.path)
    let value = try machine.run()
    var places: [String: Range<Int>] = [:]
    for key in machine.storages.keys {
      guard let member = zip.members[folder + "data/" + key] else { continue }
      if member.isCompressed {
        throw FileError.malformed(path: file.path, reason: Self.compressed("data/" + key))
      }
      places[key] = member.offset..<member.offset + member.size
    }
    try self.init(value, of: machine, places: places, path: file.path)
  }

  private static func checkByteOrder(
    _ file: RandomAccessFile, _ member: ZipDirectory.Member?
  ) throws {
    guard let member, !member.isCompressed, member.size < 16 else { return }
    if try file.bytes(at: member.offset, count: member.size) == Array("big".utf8) {
      throw FileError.malformed(path: file.path, reason: bigEndian)
    }
  }

  /// What is said of files with the bytes of numbers in the other order.
  static let bigEndian = "written on a big-endian machine, which is not supported"

  private static func bytes(
    of member: ZipDirectory.Member?, _ name: String, in file: RandomAccessFile
  ) throws -> [UInt8] {
    guard let member, !member.isCompressed else {
      throw FileError.malformed(path: file.path, reason: compressed(name))
    }
    return try file.bytes(at: member.offset, count: member.size)
  }

  private static func compressed(_ name: String) -> String {
    "its member \(name) is compressed, which torch.save never does; save the file again with it"
  }
}
