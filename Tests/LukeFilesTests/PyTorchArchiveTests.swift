import Foundation
import LukeFiles
import LukeSystem
import LukeTestSupport
import Testing

@Suite struct PyTorchArchiveTests {
  @Test func readsEveryTypeAndView() throws {
    let file = try PyTorchArchive(path: goldens + "/every.bin")
    try expectGoldenArrays(file)
    let base = goldenFloats(24)
    let transposed = (0..<6).flatMap { column in (0..<4).map { base[$0 * 6 + column] } }
    #expect(try file.require("transposed").shape == [6, 4])
    #expect(try file.readFloats("transposed") == transposed)
    #expect(try file.readFloats("sliced") == [8, 9, 10, 14, 15, 16].map { base[$0] })
    #expect(try file.readFloats("expanded") == [0, 0, 1, 1, 2, 2].map { base[$0] })
    #expect(try file.readFloats("shared") == base)
    #expect(try file.readFloats("parameter") == goldenFloats(4))
    #expect(file.descriptions.count == 17)
    var rows = [Float](repeating: 0, count: 8)
    try rows.withUnsafeMutableBufferPointer { try file.read("transposed", rows: 2..<4, into: $0) }
    #expect(rows == Array(transposed[8..<16]))
  }

  @Test(arguments: ["small", "zip64"])
  func readsArchives(name: String) throws {
    let file = try PyTorchArchive(path: goldens + "/\(name).bin")
    #expect(try file.readFloats("weight") == goldenFloats(4))
  }

  @Test func readsTheStateDictionaryOfATrainer() throws {
    let file = try PyTorchArchive(path: goldens + "/nested.bin")
    #expect(file.descriptions == [ArrayDescription(name: "weight", shape: [2, 2])])
  }

  @Test func readsShards() throws {
    let shards = try ShardedArrays(
      indexPath: goldens + "/sharded/pytorch_model.bin.index.json"
    ) { try PyTorchArchive(path: $0) }
    #expect(shards.descriptions.map(\.name) == ["a", "b", "c"])
    #expect(try shards.readFloats("a") == goldenFloats(15))
  }

  @Test func codeIsRefusedAndNamed() {
    let path = goldens + "/command.bin"
    #expect(
      message { try PyTorchArchive(path: path) } == "\(path): not a dictionary of tensors: "
        + "it asks for posix.system, which is not run here")
    #expect(!FileManager.default.fileExists(atPath: "executed"))
  }

  @Test func otherFormatsAreRefused() throws {
    let folder = try TemporaryFolder()
    let deflated = goldens + "/deflated.bin"
    #expect(
      message { try PyTorchArchive(path: deflated) } == "\(deflated): its member "
        + "small/data.pkl is compressed, which torch.save never does; save the file again with it")
    let path = folder("x.bin")
    for content in [[], [1], Array("PK\u{3}\u{4} and then nothing of use".utf8)] {
      try write(content, to: path)
      #expect(
        message { try PyTorchArchive(path: path) }
          == "\(path): not a zip archive, or its end is missing: truncated?")
    }
  }

  @Test(arguments: ["every", "nested", "zip64"])
  func damagedFilesGiveErrorsOnly(name: String) throws {
    let folder = try TemporaryFolder()
    let path = folder("damaged.bin")
    for content in damaged(try bytes(of: goldens + "/\(name).bin"), count: 500, seed: 3) {
      try write(content, to: path)
      do {
        try readEverything(in: PyTorchArchive(path: path))
      } catch is FileError {}
    }
  }

  @Test func damagedPicklesGiveErrorsOnly() throws {
    let folder = try TemporaryFolder()
    let path = folder("damaged.bin")
    let original = try bytes(of: goldens + "/every.bin")
    // The pickle is the first member; only its bytes are changed here, so that the archive is good.
    var generator = DamageGenerator(state: 4)
    for _ in 0..<1000 {
      var content = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        content[Int.random(in: 64..<1560, using: &generator)] =
          UInt8.random(in: .min ... .max, using: &generator)
      }
      try write(content, to: path)
      do {
        try readEverything(in: PyTorchArchive(path: path))
      } catch is FileError {}
    }
  }
}
