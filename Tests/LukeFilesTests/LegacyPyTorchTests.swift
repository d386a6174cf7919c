import Foundation
import LukeFiles
import LukeSystem
import LukeTestSupport
import Testing

/// `pytorch_model.bin` of the time before zip archives.
@Suite struct LegacyPyTorchTests {
  private static let base = (0..<24).map(Float.init)

  /// Views of a storage of 4 × 6 floats, and a second storage.
  private static var file: LegacyFile {
    LegacyFile(
      tensors: [
        .init(name: "whole", storage: "11", shape: [4, 6], strides: [6, 1]),
        .init(name: "transposed", storage: "11", shape: [6, 4], strides: [1, 6]),
        .init(name: "sliced", storage: "11", offset: 8, shape: [2, 3], strides: [6, 1]),
        .init(name: "repeated", storage: "7", shape: [2, 3], strides: [1, 0]),
        .init(name: "scalar", storage: "7", offset: 1, shape: [], strides: []),
        .init(name: "empty", storage: "7", shape: [0, 4], strides: [4, 1]),
      ], storages: [.init("11", base), .init("7", [5, -3])])
  }

  private func open(_ file: LegacyFile) throws -> PyTorchArchive { try open(file.bytes) }

  private func open(_ content: [UInt8]) throws -> PyTorchArchive {
    let folder = try TemporaryFolder()
    try write(content, to: folder("x.bin"))
    return try PyTorchArchive(path: folder("x.bin"))
  }

  /// The reason of the refusal, without the path.
  private func refusal(_ content: [UInt8]) -> String {
    do {
      _ = try open(content)
      return "no error"
    } catch {
      return (error as? FileError).map {
        $0.description.components(separatedBy: "x.bin: ").last ?? ""
      }
        ?? "\(error)"
    }
  }

  @Test(arguments: ["_rebuild_tensor_v2", "_rebuild_tensor"])
  func viewsOfSharedStoragesAreRead(_ rebuild: String) throws {
    var file = Self.file
    file.rebuild = rebuild
    let found = try open(file)
    let base = Self.base
    #expect(try found.readFloats("whole") == base)
    #expect(
      try found.readFloats("transposed")
        == (0..<6).flatMap { c in (0..<4).map { base[$0 * 6 + c] } })
    #expect(try found.readFloats("sliced") == [8, 9, 10, 14, 15, 16])
    #expect(try found.readFloats("repeated") == [5, 5, 5, -3, -3, -3])
    #expect(try found.readFloats("scalar") == [-3])
    #expect(try found.readFloats("empty") == [])
    #expect(found.descriptions.map(\.name) == Self.file.tensors.map(\.name))
  }

  @Test func aFileThatPyTorchWroteIsRead() throws {
    let file = try PyTorchArchive(path: goldens + "/legacy.bin")
    #expect(file.descriptions == [ArrayDescription(name: "weight", shape: [2, 2])])
    #expect(try file.readFloats("weight") == goldenFloats(4))
  }

  @Test func typesAreThoseOfTheStorages() throws {
    var half = LegacyFile.Storage("1", [])
    (half.type, half.count, half.bytes) = ("HalfStorage", 3, [0, 0x3c, 0, 0xc0, 0xff, 0x7b])
    var long = LegacyFile.Storage("2", [])
    (long.type, long.count) = ("LongStorage", 2)
    long.bytes = [7] + [UInt8](repeating: 0, count: 7) + [UInt8](repeating: 255, count: 8)
    let file = try open(
      LegacyFile(
        tensors: [
          .init(name: "half", storage: "1", shape: [3], strides: [1]),
          .init(name: "long", storage: "2", shape: [2], strides: [1]),
        ], storages: [half, long]))
    #expect(try file.readFloats("half") == [1, -2, 65504])
    #expect(try file.readIntegers("long") == [7, -1])
  }

  @Test func whatCannotBeReadIsNamed() {
    var file = Self.file
    file.isLittleEndian = false
    #expect(refusal(file.bytes) == "written on a big-endian machine, which is not supported")
    file = Self.file
    file.version = 1002
    #expect(refusal(file.bytes) == "not a version of PyTorch's format that is known")
    file = Self.file
    file.viewMetadata = Array("(NNNt".utf8)
    #expect(
      refusal(file.bytes) == "not a dictionary of tensors: storage 11 is a part of another one, as "
        + "PyTorch before 0.4 had them")
    file = Self.file
    file.rebuild = "_rebuild_sparse_tensor"
    #expect(
      refusal(file.bytes) == "not a dictionary of tensors: it asks for "
        + "torch._utils._rebuild_sparse_tensor, which is not run here")
    file = Self.file
    file.keys = ["11"]
    #expect(refusal(file.bytes) == "16 bytes belong to no storage")
    file.keys = ["11", "8"]
    #expect(
      refusal(file.bytes) == "damaged: its list of storages or its head is none")
    file = Self.file
    #expect(
      refusal(file.bytes.dropLast()) == "storage 7 reaches past the end of the file: truncated?")
    file.storages[1].bytes += [0]
    #expect(refusal(file.bytes) == "1 bytes belong to no storage")
    file = Self.file
    file.tensors[3].shape = [2, 1_000_000]
    #expect(
      refusal(file.bytes)
        == "array repeated of shape [2, 1000000] repeats 2 stored elements, as no "
        + "weights do")
    file.tensors[3].shape = [3, 3]
    #expect(
      refusal(file.bytes)
        == "not a dictionary of tensors: a tensor of shape [3, 3] reaches past its 2 elements")
  }

  @Test func otherKindsAreNamed() {
    let tar = [UInt8](repeating: 0, count: 257) + Array("ustar  ".utf8)
    #expect(
      refusal(tar)
        == "a tar archive, as PyTorch before 0.2 saved; load it with torch.load and save "
        + "it again with torch.save of any later PyTorch")
    let pointer = Array("version https://git-lfs.github.com/spec/v1\noid sha256:1\n".utf8)
    #expect(
      refusal(pointer) == "is a pointer of Git LFS, not the file; git lfs pull brings the file")
  }

  /// A few bytes that would make a list of a trillion entries, or fill memory with pushed values.
  @Test func smallFilesCannotAskForMuchMemory() {
    let head = LegacyFile(tensors: [], storages: []).head
    let pushes = head + [0x80, 2] + [UInt8](repeating: UInt8(ascii: "N"), count: 5_000_000)
    #expect(refusal(pushes).hasSuffix("it holds more than any model needs"))
    // A list of 300,000 pairs, of which a dictionary is made again and again.
    var doubled = head + [0x80, 2] + Array("](".utf8)
    for _ in 0..<300_000 { doubled += Array("NN".utf8) + [0x86] }
    doubled += Array("eq".utf8) + [0]
    for _ in 0..<100 {
      doubled +=
        Array("ccollections\nOrderedDict\n".utf8) + Array("h".utf8) + [0, 0x85]
        + Array("R".utf8)
    }
    #expect(refusal(doubled).hasSuffix("it holds more than any model needs"))
  }

  /// Bytes changed at random give tensors or an error, and take no memory that the file has not.
  ///
  /// `LUKE_MUTATIONS` says how many files.
  @Test func damagedFilesGiveErrorsOnly() throws {
    let folder = try TemporaryFolder()
    let path = folder("damaged.bin")
    let wish = ProcessInfo.processInfo.environment["LUKE_MUTATIONS"].flatMap(Int.init)
    let originals = [Self.file.bytes, try bytes(of: goldens + "/legacy.bin")]
    for (number, original) in originals.enumerated() {
      for content in damaged(original, count: wish ?? 2000, seed: UInt64(number) + 9) {
        try write(content, to: path)
        do {
          try readEverything(in: PyTorchArchive(path: path))
        } catch is FileError {}
      }
    }
  }
}
