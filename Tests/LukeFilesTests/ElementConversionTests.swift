import LukeFiles
import LukeTestSupport
import Testing

@Suite struct ElementConversionTests {
  @Test func everyFloat16IsWidenedExactly() throws {
    let folder = try TemporaryFolder()
    let path = folder("halves.safetensors")
    let halves = (0...UInt16.max).map { $0 }
    try SafetensorsWriter.write(
      [ArrayDescription(name: "x", shape: [65536], elementType: .float16)], to: path
    ) { _, sink in try halves.withUnsafeBytes { try sink($0) } }
    let widened = try SafetensorsFile(path: path).readFloats("x")
    for bits in halves {
      let expected = Float(Float16(bitPattern: bits))
      let found = widened[Int(bits)]
      #expect(found == expected || (found.isNaN && expected.isNaN), "\(bits)")
    }
  }

  @Test func bfloat16IsRoundedToTheNearestAndTiesToEven() throws {
    let folder = try TemporaryFolder()
    let path = folder("rounded.h5")
    let values: [Float] = [
      1, Float(bitPattern: 0x3f80_8000), Float(bitPattern: 0x3f81_8000),
      Float(bitPattern: 0x3f80_8001), .infinity, -.infinity, .nan, Float(bitPattern: 0x7f80_0001),
      .greatestFiniteMagnitude, -0.0, .leastNonzeroMagnitude,
    ]
    try HDF5File.write(to: path) { file in
      try values.withUnsafeBufferPointer {
        try file.write($0, shape: [values.count], as: .bfloat16, to: "/model/x")
      }
    }
    let group = try HDF5Group(HDF5File(path: path), group: "/model")
    #expect(
      group.descriptions == [ArrayDescription(name: "x", shape: [11], elementType: .bfloat16)])
    let found = try group.readFloats("x")
    let bits = found.map { $0.bitPattern >> 16 }
    #expect(bits[..<6] == [0x3f80, 0x3f80, 0x3f82, 0x3f81, 0x7f80, 0xff80])
    #expect(found[6].isNaN && found[7].isNaN)
    #expect(bits[8...] == [0x7f80, 0x8000, 0])
  }
}
