import Foundation
import LukeFiles
import LukeSystem
import LukeTestSupport
import Testing

@Suite struct HDF5Tests {
  @Test func readsWhatH5pyWrote() throws {
    let file = try HDF5File(path: goldens + "/h5py.h5")
    let group = try HDF5Group(file, group: "/model")
    try expectGoldenArrays(group, but: ["bool"])
    #expect(!group.descriptions.map(\.name).contains("inner"))
    for name in ["deflate", "zstd", "fletcher"] {
      #expect(try group.readFloats(name) == goldenFloats(350), "\(name)")
    }
    var rows = [Float](repeating: 0, count: 21)
    try rows.withUnsafeMutableBufferPointer { try group.read("zstd", rows: 20..<23, into: $0) }
    #expect(rows == Array(goldenFloats(350)[140..<161]))
    #expect(try file.readText("/text") == "Zoë reads 日本")
    #expect(try file.readText("/fixed") == "Zoë")
    #expect(try file.readText("/nothing") == "")
    #expect(try file.textAttribute("format", of: "/") == "something")
    #expect(try file.textAttribute("fixed", of: "/") == "short")
    #expect(try file.textAttribute("absent", of: "/") == nil)
    #expect(try file.integerAttribute("version", of: "/") == 3)
    #expect(try file.names(in: "/") == ["fixed", "model", "nothing", "text", "two"])
    #expect(file.contains("/model/inner/float32") && !file.contains("/model/absent/float32"))
  }

  /// A lock of somebody else, also of a process that was started while the file was open, is in nobody's way.
  @Test func lockedFilesAreRead() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "copy.h5").path
      try FileManager.default.copyItem(atPath: goldens + "/h5py.h5", toPath: path)
      let descriptor = open(path, O_RDWR)
      defer { close(descriptor) }
      #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
      #expect(try HDF5File(path: path).readText("/text") == "Zoë reads 日本")
    }
  }

  @Test func wrongUseOfObjects() throws {
    let file = try HDF5File(path: goldens + "/h5py.h5")
    #expect(message { try file.readText("/two") } == "\(file.path): /two is more than one text")
    #expect(
      message { try file.readText("/model/int8") }
        == "\(file.path): /model/int8 is not a text")
    #expect(
      message { try file.readText("/absent") }
        == "\(file.path): there is no array /absent")
    #expect(
      message { try file.readBytes("/text") }
        == "\(file.path): /text is not an array of bytes")
    #expect(
      message { try file.names(in: "/absent") }
        == "\(file.path): there is no group /absent")
    #expect(
      message { try file.integerAttribute("format", of: "/") }
        == "\(file.path): / has an attribute format that is not an integer")
    #expect(
      message { try file.textAttribute("version", of: "/") }
        == "\(file.path): / has an attribute version that is not a text")
  }

  @Test(arguments: HDF5Compression.allCases)
  func readsWhatItWrote(compression: HDF5Compression) throws {
    let folder = try TemporaryFolder()
    let path = folder("x.h5")
    try writeExample(to: path, compression: compression)
    #expect(folder.names == ["x.h5"])
    let file = try HDF5File(path: path)
    let group = try HDF5Group(file, group: "/model")
    #expect(
      group.descriptions == [
        ArrayDescription(name: "empty", shape: [0, 3]),
        ArrayDescription(name: "integers", shape: [2, 2], elementType: .int64),
        ArrayDescription(name: "large", shape: [700, 900]),
        ArrayDescription(name: "rounded", shape: [50], elementType: .bfloat16),
        ArrayDescription(name: "scalar", shape: []),
        ArrayDescription(name: "small", shape: [3], elementType: .int32),
      ])
    #expect(try group.readFloats("large") == goldenFloats(630_000))
    #expect(try group.readFloats("scalar") == goldenFloats(1))
    #expect(try group.readFloats("empty") == [])
    #expect(try group.readFloats("rounded") == goldenFloats(50))
    #expect(try group.readIntegers("integers") == goldenIntegers(4))
    #expect(try group.readIntegers("small") == goldenIntegers(3))
    #expect(try file.readText("/text") == "Zoë reads 日本")
    #expect(try file.readText("/nothing") == "")
    #expect(try file.readBytes("/bytes") == Array(0...255))
    #expect(try file.readBytes("/no bytes") == [])
    #expect(try file.textAttribute("format", of: "/") == "test")
    #expect(try file.textAttribute("empty", of: "/model") == "")
    #expect(try file.integerAttribute("version", of: "/") == -3)
  }

  @Test(.enabled(if: Python.has("h5py", "hdf5plugin")), arguments: HDF5Compression.allCases)
  func h5pyReadsWhatItWrote(compression: HDF5Compression) throws {
    let folder = try TemporaryFolder()
    let path = folder("x.h5")
    try writeExample(to: path, compression: compression)
    let plugin = compression == .zstd ? "import hdf5plugin" : ""
    let (status, output) = try Python.run(
      """
      import h5py, numpy, sys, zlib
      \(plugin)
      f = h5py.File(sys.argv[1])
      golden = lambda n: ((7 * numpy.arange(n) + 3) % 11 - 5) / 4
      for name, shape in (("large", (700, 900)), ("scalar", ()), ("empty", (0, 3))):
          x = f["model"][name]
          assert x.dtype == numpy.float32 and x.shape == shape
          assert (x[()].reshape(-1) == golden(x.size)).all()
          assert zlib.crc32(x[()].tobytes()) == x.attrs["crc32"]
      x = f["model/rounded"]
      assert x.dtype == numpy.float32 and x.id.get_type().get_size() == 2
      assert (x[()] == golden(50)).all()
      assert [axis.label for axis in f["model/large"].dims] == ["height", "width"]
      bits = (x[()].view(numpy.uint32) >> 16).astype(numpy.uint16)
      assert zlib.crc32(bits.tobytes()) == x.attrs["crc32"]
      assert f["model/integers"][()].tolist() == [[-2, 5], [1, -3]], f["model/integers"][()]
      assert f["text"][()].decode() == "Zoë reads 日本" and f["nothing"][()] == b""
      assert bytes(f["bytes"][()]) == bytes(range(256))
      assert f.attrs["format"] == b"test" and f.attrs["version"] == -3
      assert f["model/large"].compression == {"deflate": "gzip", "zstd": "unknown"}.get("\(compression)")
      assert (f["model/large"].chunks is None) == ("\(compression)" == "none")
      print("good")
      """, [path])
    #expect(status == 0 && output == "good\n", "\(output)")
  }

  @Test func equalContentsGiveEqualFiles() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] { try writeExample(to: folder(name), compression: .none) }
    #expect(try bytes(of: folder("a")) == bytes(of: folder("b")))
  }

  @Test func damagedElementsAreNoticed() throws {
    let folder = try TemporaryFolder()
    let path = folder("x.h5")
    try HDF5File.write(to: path) { file in
      try file.write(goldenFloats(1000), shape: [1000], to: "/model/x")
      try file.write(text: "some text", to: "/text")
      try file.write(bytes: Array("other bytes".utf8), to: "/bytes")
    }
    var content = try bytes(of: path)
    for sample in [
      goldenFloats(3).withUnsafeBytes(Array.init), Array("some text".utf8),
      Array("other bytes".utf8),
    ] {
      let place = try #require(content.indices.first { content[$0...].starts(with: sample) })
      content[place + 1] ^= 1
    }
    try write(content, to: path)
    let file = try HDF5File(path: path)
    let group = try HDF5Group(file, group: "/model")
    #expect(
      message { try group.readFloats("x") }
        == "\(path): /model/x is damaged: its checksum is wrong")
    #expect(
      message { try file.readText("/text") }
        == "\(path): /text is damaged: its checksum is wrong")
    #expect(
      message { try file.readBytes("/bytes") }
        == "\(path): /bytes is damaged: its checksum is wrong")
  }

  /// Parts are the array, and damage in any of them is noticed.
  @Test func partsOfALongArray() throws {
    let folder = try TemporaryFolder()
    let path = folder("x.h5")
    // The last part is a short one.
    let (rows, columns) = (2_200_001, 2)
    let values = (0..<rows * columns).map { Float($0) }
    try HDF5File.write(to: path) { file in
      try file.write(values, shape: [rows, columns], to: "/model/x")
      try file.write(Array(values[..<6]), shape: [3, 2], to: "/model/small")
    }
    func read(_ name: String) throws -> [Float] {
      var found: [Float] = []
      try HDF5Group(HDF5File(path: path), group: "/model").readParts(name) { rows, part in
        #expect(rows.lowerBound * columns == found.count && part.count == rows.count * columns)
        found += part
      }
      return found
    }
    #expect(try read("x") == values)
    #expect(try read("small") == Array(values[..<6]))
    var content = try bytes(of: path)
    let sample = Array(values.suffix(2)).withUnsafeBytes(Array.init)
    let tail = content.count - 4_000_000..<content.count
    let place = try #require(tail.last { content[$0...].starts(with: sample) })
    content[place] ^= 1
    try write(content, to: path)
    #expect(
      message { try read("x") } == "\(path): /model/x is damaged: its checksum is wrong")
  }

  /// What a file may not make the library do: look into other files, or give memory for nothing.
  @Test(arguments: [
    (
      "external-link",
      "/external-link/x is a link to another place; only what is in the file itself is read"
    ),
    (
      "soft-link",
      "/soft-link/x is a link to another place; only what is in the file itself is read"
    ),
    (
      "group-link/x",
      "/group-link/x is a link to another place; only what is in the file itself is read"
    ),
    ("external-file", "/external-file/x has its elements in another file, which is not read"),
    ("unwritten", "/unwritten/x should have 4398046511104 bytes, and the file has 0 of it"),
    ("no-chunks", "/no-chunks/x should have 1048576 chunks, and the file has 0 of them"),
    ("large-chunks", "/large-chunks/x has chunks of more than 256 MiB; write it with smaller ones"),
    (
      "filter",
      "/filter/x is packed with HDF5's filter 6; deflate, shuffle, Fletcher-32 and Zstandard are read"
    ),
  ])
  func whatIsElsewhereOrNowhereIsNotRead(group: String, reason: String) throws {
    let file = try HDF5File(path: goldens + "/hostile.h5")
    #expect(try HDF5Group(file, group: "/plain").readFloats("x") == (0..<8).map { Float($0) })
    #expect(
      message { try readEverything(in: HDF5Group(file, group: "/" + group)) }
        == "\(file.path): \(reason)")
  }

  @Test(arguments: HDF5Compression.allCases)
  func damagedFilesGiveErrorsOnly(compression: HDF5Compression) throws {
    let folder = try TemporaryFolder()
    let path = folder("x.h5")
    try HDF5File.write(to: path, compression: compression) { file in
      for name in ["a", "b", "c"] {
        try file.write(goldenFloats(60), shape: [20, 3], to: "/m/\(name)")
      }
      try file.write(text: "some text", to: "/text")
      try file.setAttribute("format", of: "/", to: "test")
    }
    var failures = 0
    for content in damaged(try bytes(of: path), count: 200, seed: 2) {
      try write(content, to: path)
      do {
        let file = try HDF5File(path: path)
        _ = try file.textAttribute("format", of: "/")
        _ = try file.readText("/text")
        try readEverything(in: HDF5Group(file, group: "/m"))
      } catch is FileError {
        failures += 1
      }
    }
    #expect(failures > 100)
  }

  @Test func otherFilesAreRefused() throws {
    let folder = try TemporaryFolder()
    let path = folder("x.h5")
    try write(Array("no such thing".utf8), to: path)
    #expect(message { try HDF5File(path: path) } == "\(path): not an HDF5 file")
    #expect(
      message { try HDF5File(path: folder("absent")) }
        == "\(folder("absent")): no such file or folder")
    #expect(
      message { try HDF5File.write(to: folder("no/x.h5")) { _ in } }
        == "\(folder("no/x.h5")): cannot write: there is no folder \(folder("no"))")
  }

  @Test func failureWhileWritingLeavesTheOldFile() throws {
    let folder = try TemporaryFolder()
    let path = folder("x.h5")
    try write([1, 2, 3], to: path)
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try HDF5File.write(to: path) { file in
        try file.write(goldenFloats(1000), shape: [1000], to: "/model/x")
        throw Stop()
      }
    }
    #expect(folder.names == ["x.h5"])
    #expect(try bytes(of: path) == [1, 2, 3])
    let twice = message {
      try HDF5File.write(to: path) { file in
        try file.write(goldenFloats(1), shape: [1], to: "/x")
        try file.write(goldenFloats(1), shape: [1], to: "/x")
      }
    }
    #expect(twice.hasPrefix("\(path): cannot write /x within the file: HDF5 says: "))
    #expect(folder.names == ["x.h5"])
  }

  @Test func threadsTakeTurns() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          let path = path + "/\(task).h5"
          for _ in 0..<10 {
            try HDF5File.write(to: path) {
              for i in 0..<10 { try $0.write(goldenFloats(100), shape: [100], to: "/m/\(i)") }
            }
            try readEverything(in: HDF5Group(HDF5File(path: path), group: "/m"))
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(folder.names.count == 8)
  }

  private func writeExample(to path: String, compression: HDF5Compression) throws {
    try HDF5File.write(to: path, compression: compression) { file in
      try file.createGroup("/model")
      try goldenFloats(630_000).withUnsafeBufferPointer {
        try file.write($0, shape: [700, 900], to: "/model/large", axes: ["height", "width"])
      }
      try file.write(goldenFloats(1), shape: [], to: "/model/scalar")
      try file.write([Float](), shape: [0, 3], to: "/model/empty")
      try goldenFloats(50).withUnsafeBufferPointer {
        try file.write($0, shape: [50], as: .bfloat16, to: "/model/rounded")
      }
      try file.write(goldenIntegers(4), shape: [2, 2], to: "/model/integers")
      try file.write(goldenIntegers(3).map { Int32($0) }, shape: [3], to: "/model/small")
      try file.write(text: "Zoë reads 日本", to: "/text")
      try file.write(text: "", to: "/nothing")
      try file.write(bytes: Array(0...255), to: "/bytes")
      try file.write(bytes: [], to: "/no bytes")
      try file.setAttribute("format", of: "/", to: "test")
      try file.setAttribute("empty", of: "/model", to: "")
      try file.setAttribute("version", of: "/", to: -3)
    }
  }
}
