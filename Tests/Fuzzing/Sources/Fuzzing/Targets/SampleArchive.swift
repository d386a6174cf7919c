/// Archives as `torch.save` writes them.
enum SampleArchive {
  /// An archive with a pickle, and with two storages of 64 bytes.
  static func zip(pickle: [UInt8]) -> [UInt8] {
    let storage = [UInt8](repeating: 0x3F, count: 64)
    let members = [
      ("archive/data.pkl", pickle), ("archive/data/0", storage), ("archive/data/1", storage),
      ("archive/byteorder", Array("little".utf8)),
    ]
    var (bytes, directory): ([UInt8], [UInt8]) = ([], [])
    for (name, content) in members {
      let sizes = littleEndian(content.count, 4) + littleEndian(content.count, 4)
      let start = bytes.count
      bytes += signature(3, 4) + [10, 0] + [UInt8](repeating: 0, count: 12) + sizes
      bytes += littleEndian(name.utf8.count, 2) + [0, 0] + Array(name.utf8) + content
      directory += signature(1, 2) + [10, 0, 10, 0] + [UInt8](repeating: 0, count: 12) + sizes
      directory += littleEndian(name.utf8.count, 2) + [UInt8](repeating: 0, count: 12)
      directory += littleEndian(start, 4) + Array(name.utf8)
    }
    let count = littleEndian(members.count, 2)
    return bytes + directory + signature(5, 6) + [0, 0, 0, 0] + count + count
      + littleEndian(directory.count, 4) + littleEndian(bytes.count, 4) + [0, 0]
  }

  private static func signature(_ first: UInt8, _ second: UInt8) -> [UInt8] {
    Array("PK".utf8) + [first, second]
  }

  /// A dictionary of a matrix and of its transposed half, perhaps under `state_dict`.
  static func pickle(nested: Bool = false) -> [UInt8] {
    var bytes: [UInt8] = [0x80, 2]
    if nested { bytes += Array("}q\u{1}".utf8) + text("state_dict") }
    bytes += global("collections", "OrderedDict") + Array(")R(".utf8)
    bytes +=
      text("weight") + tensor("FloatStorage", key: "0", count: 16, shape: [4, 4], strides: [4, 1])
    bytes +=
      text("half") + tensor("HalfStorage", key: "1", count: 32, shape: [2, 4], strides: [1, 2])
    bytes += text("ids") + tensor("LongStorage", key: "1", count: 8, shape: [2], strides: [0])
    bytes += Array("u".utf8)
    if nested { bytes += Array("s".utf8) }
    return bytes + Array(".".utf8)
  }

  /// What would run a command in Python.
  static let command =
    [0x80, 2] + global("posix", "system") + text("touch x") + [0x85] + Array("R.".utf8)

  private static func tensor(
    _ storage: String, key: String, count: UInt8, shape: [UInt8], strides: [UInt8]
  ) -> [UInt8] {
    global("torch._utils", "_rebuild_tensor_v2") + Array("((".utf8) + text("storage")
      + global("torch", storage) + text(key) + text("cpu") + [0x4B, count] + Array("tQ".utf8)
      + [0x4B, 0] + tuple(shape) + tuple(strides) + [0x89] + global("collections", "OrderedDict")
      + Array(")RtR".utf8)
  }

  private static func tuple(_ numbers: [UInt8]) -> [UInt8] {
    Array("(".utf8) + numbers.flatMap { [0x4B, $0] } + Array("t".utf8)
  }

  private static func text(_ text: String) -> [UInt8] {
    Array("X".utf8) + littleEndian(text.utf8.count, 4) + Array(text.utf8)
  }

  private static func global(_ module: String, _ name: String) -> [UInt8] {
    Array("c\(module)\n\(name)\n".utf8)
  }
}
