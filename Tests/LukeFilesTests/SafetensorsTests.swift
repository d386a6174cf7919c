import Foundation
import LukeFiles
import LukeSystem
import LukeTestSupport
import Testing

@Suite struct SafetensorsTests {
  @Test func readsEveryType() throws {
    try expectGoldenArrays(SafetensorsFile(path: goldens + "/every.safetensors"))
  }

  @Test func readsRows() throws {
    let file = try SafetensorsFile(path: goldens + "/every.safetensors")
    var part = [Float](repeating: 0, count: 10)
    try part.withUnsafeMutableBufferPointer { try file.read("float32", rows: 1..<3, into: $0) }
    #expect(part == Array(goldenFloats(15)[5...]))
  }

  @Test func writesTheBytesOfTheReferenceImplementation() throws {
    let folder = try TemporaryFolder()
    let path = folder("again.safetensors")
    let file = try SafetensorsFile(path: goldens + "/every.safetensors")
    let original = try bytes(of: file.path)
    let start = 8 + Int(original[0]) + Int(original[1]) << 8
    var places: [String: Range<Int>] = [:]
    var end = start
    for array in file.descriptions {
      places[array.name] = end..<(end + array.byteCount)
      end += array.byteCount
    }
    try SafetensorsWriter.write(
      file.descriptions.reversed(), metadata: file.metadata, to: path
    ) { array, sink in
      try original[places[array.name] ?? 0..<0].withUnsafeBytes { try sink($0) }
    }
    #expect(try bytes(of: path) == original)
    #expect(folder.names == ["again.safetensors"])
  }

  @Test func readsShards() throws {
    let shards = try ShardedArrays(
      indexPath: goldens + "/sharded/model.safetensors.index.json"
    ) { try SafetensorsFile(path: $0) }
    #expect(shards.descriptions.map(\.name) == ["a", "b", "c"])
    #expect(try shards.readFloats("c") == goldenFloats(4))
    #expect(try shards.readFloats("b") == goldenFloats(4))
  }

  @Test func shardIndexThatPointsOutsideIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = folder("model.safetensors.index.json")
    try write(Array(#"{"weight_map": {"a": "../a.safetensors"}}"#.utf8), to: path)
    #expect(
      message { try ShardedArrays(indexPath: path) { try SafetensorsFile(path: $0) } }
        == "\(path): \"../a.safetensors\" is not the name of a file beside the index")
    try write(Array(#"{"weight_map": {"a": 3}}"#.utf8), to: path)
    #expect(
      message { try ShardedArrays(indexPath: path) { try SafetensorsFile(path: $0) } }
        == "\(path): not a valid index: weight_map.a is of the wrong type")
  }

  @Test func missingFile() {
    #expect(
      message { try SafetensorsFile(path: "/nowhere/x") }
        == "/nowhere/x: no such file or folder")
  }

  @Test func wrongUseOfArrays() throws {
    let file = try SafetensorsFile(path: goldens + "/every.safetensors")
    #expect(message { try file.readFloats("absent") } == "\(file.path): there is no array absent")
    #expect(
      message { try file.readFloats("int64") }
        == "\(file.path): array int64 holds int64 where floats are needed")
    #expect(
      message { try file.readIntegers("float16") }
        == "\(file.path): array float16 holds float16 where integers are needed")
  }

  @Test(arguments: [
    ("", 0, "it has only 8 bytes"),
    ("[]", 0, "its header is not JSON"),
    ("{", 0, "its header is not what the format asks for (not valid JSON)"),
    (
      #"{"a":{"dtype":"F32","shape":[2]}}"#, 8,
      "its header is not what the format asks for (a has no data_offsets)"
    ),
    (
      #"{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}"#, 8,
      "array a has type F31, which is not supported"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 4,
      "array a ends at byte 8 of the data, which has 4: truncated?"
    ),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 9, "1 bytes belong to no array"),
    (
      #"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#, 8,
      "array a has an impossible shape [-2]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,8]}}"#, 8,
      "array a has an impossible shape [4294967296, 4294967296, 4]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[0,9223372036854775807,4],"data_offsets":[0,0]}}"#, 0,
      "array a has an impossible shape [0, 9223372036854775807, 4]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#, 8,
      "array a has impossible offsets [8, 0]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}"#, 8,
      "array a has impossible offsets [-8, 0]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}"#, 8,
      "array a has impossible offsets [0, 8, 9]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#, 8,
      "array a of shape [3] and type F32 cannot have 8 bytes"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#, 12,
      "array a leaves a gap before it"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
        + #""b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8,
      "array b overlaps the array before it"
    ),
  ])
  func wrongHeaders(header: String, dataSize: Int, reason: String) throws {
    let folder = try TemporaryFolder()
    let path = folder("wrong.safetensors")
    let length = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
    let whole = length + Array(header.utf8) + [UInt8](repeating: 0, count: dataSize)
    try write(whole, to: path)
    let expected = header.isEmpty ? "its header is not JSON" : reason
    #expect(
      message { try SafetensorsFile(path: path) }
        == "\(path): not a valid safetensors file: \(expected)")
  }

  @Test(arguments: [UInt64(1), 1 << 20, 100_000_001, UInt64(Int.max), .max])
  func wrongHeaderLengths(length: UInt64) throws {
    let folder = try TemporaryFolder()
    let path = folder("wrong.safetensors")
    try write((0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }, to: path)
    #expect(
      message { try SafetensorsFile(path: path) } == "\(path): not a valid safetensors file: "
        + "its header of \(length) bytes is longer than the file or the limit")
  }

  @Test func damagedFilesGiveErrorsOnly() throws {
    let folder = try TemporaryFolder()
    let path = folder("damaged.safetensors")
    for content in damaged(try bytes(of: goldens + "/every.safetensors"), count: 500, seed: 1) {
      try write(content, to: path)
      do {
        try readEverything(in: SafetensorsFile(path: path))
      } catch is FileError {}
    }
  }

  @Test func nothingIsLeftOfAFileThatFailed() throws {
    let folder = try TemporaryFolder()
    let path = folder("x.safetensors")
    try write([1, 2, 3], to: path)
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try SafetensorsWriter.write([ArrayDescription(name: "a", shape: [2])], to: path) { _, sink in
        try [UInt8](repeating: 0, count: 4).withUnsafeBytes { try sink($0) }
        throw Stop()
      }
    }
    #expect(folder.names == ["x.safetensors"])
    #expect(try bytes(of: path) == [1, 2, 3])
  }
}

/// The arrays that all the golden files hold.
func expectGoldenArrays(_ arrays: any NamedArrays, but left: Set<String> = []) throws {
  let floats: [(String, [Int], ElementType)] = [
    ("float32", [3, 5], .float32), ("float16", [2, 3, 2], .float16), ("bfloat16", [7], .bfloat16),
    ("float64", [4], .float64), ("scalar", [], .float32), ("empty", [0, 4], .float32),
  ]
  for (name, shape, type) in floats where !left.contains(name) {
    let array = try arrays.require(name)
    #expect(array == ArrayDescription(name: name, shape: shape, elementType: type))
    #expect(try arrays.readFloats(name) == goldenFloats(array.elementCount), "\(name)")
  }
  let integers: [(String, [Int], ElementType)] = [
    ("int64", [3, 2], .int64), ("int32", [5], .int32), ("int16", [5], .int16),
    ("int8", [5], .int8), ("uint8", [5], .uint8), ("bool", [5], .bool),
  ]
  for (name, shape, type) in integers where !left.contains(name) {
    let array = try arrays.require(name)
    #expect(array == ArrayDescription(name: name, shape: shape, elementType: type))
    let golden = goldenIntegers(array.elementCount)
    let expected =
      name == "uint8"
      ? golden.map { $0 + 5 } : name == "bool" ? golden.map { $0 > 0 ? 1 : 0 } : golden
    #expect(try arrays.readIntegers(name) == expected, "\(name)")
  }
}
