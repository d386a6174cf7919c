/// A file as `torch.save` wrote it before PyTorch 1.6, byte by byte.
struct LegacyFile {
  /// A tensor of the dictionary.
  struct Tensor {
    var name: String
    var storage: String
    var offset = 0
    var shape: [Int]
    var strides: [Int]
  }

  /// A storage: its class, and its elements as they stand in the file.
  struct Storage {
    var key: String
    var type = "FloatStorage"
    var count: Int
    var bytes: [UInt8]

    /// A storage of floats.
    init(_ key: String, _ floats: [Float]) {
      (self.key, count) = (key, floats.count)
      bytes = floats.flatMap { number in (0..<4).map { UInt8(number.bitPattern >> (8 * $0) & 255) }
      }
    }
  }

  var tensors: [Tensor]
  var storages: [Storage]
  var version = 1001
  var isLittleEndian = true
  /// What the sixth part of a persistent id is, as a pickle's operations.
  var viewMetadata: [UInt8] = [UInt8(ascii: "N")]
  /// The function that makes tensors of storages.
  var rebuild = "_rebuild_tensor_v2"
  /// The keys in the list behind the dictionary; nil for those of the storages.
  var keys: [String]?

  private static let magic: [UInt8] = [
    0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19,
  ]

  /// The pickles before the dictionary.
  var head: [UInt8] {
    pickle(Self.magic) + pickle(integer(version))
      + pickle(
        [UInt8(ascii: "}")] + text("little_endian")
          + [isLittleEndian ? 0x88 : 0x89, UInt8(ascii: "s")])
  }

  /// The file.
  var bytes: [UInt8] {
    var all = head
    all += pickle(
      [UInt8(ascii: "}")]
        + tensors.flatMap { text($0.name) + tensor($0) + [UInt8(ascii: "s")] })
    let listed = keys ?? storages.map(\.key)
    all += pickle(
      [UInt8(ascii: "]"), UInt8(ascii: "(")] + listed.flatMap(text) + [UInt8(ascii: "e")])
    for storage in storages {
      all += (0..<8).map { UInt8(storage.count >> (8 * $0) & 255) } + storage.bytes
    }
    return all
  }

  private func tensor(_ tensor: Tensor) -> [UInt8] {
    let storage = storages.first { $0.key == tensor.storage }
    let id =
      text("storage") + global("torch", storage?.type ?? "FloatStorage") + text(tensor.storage)
      + text("cpu") + integer(storage?.count ?? 0) + viewMetadata
    return global("torch._utils", rebuild) + [UInt8(ascii: "(")]
      + tuple(id) + [UInt8(ascii: "Q")] + integer(tensor.offset)
      + tuple(tensor.shape.flatMap(integer)) + tuple(tensor.strides.flatMap(integer))
      + (rebuild == "_rebuild_tensor"
        ? []
        : [0x89] + global("collections", "OrderedDict") + [UInt8(ascii: ")"), UInt8(ascii: "R")])
      + [UInt8(ascii: "t"), UInt8(ascii: "R")]
  }

  private func pickle(_ operations: [UInt8]) -> [UInt8] { [0x80, 2] + operations + [46] }

  private func text(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    return [UInt8(ascii: "X")] + (0..<4).map { UInt8(bytes.count >> (8 * $0) & 255) } + bytes
  }

  private func integer(_ value: Int) -> [UInt8] {
    [UInt8(ascii: "J")] + (0..<4).map { UInt8(value >> (8 * $0) & 255) }
  }

  private func global(_ module: String, _ name: String) -> [UInt8] {
    Array("c\(module)\n\(name)\n".utf8)
  }

  private func tuple(_ elements: [UInt8]) -> [UInt8] {
    [UInt8(ascii: "(")] + elements + [UInt8(ascii: "t")]
  }
}
