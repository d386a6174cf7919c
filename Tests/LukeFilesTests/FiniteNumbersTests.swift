import Foundation
import LukeFiles
import LukeTestSupport
import Testing

/// Arrays with values that are infinite or not a number.
@Suite struct FiniteNumbersTests {
  @Test(arguments: [1, 7, 64, 1001])
  func oneAmongManyIsFound(_ count: Int) {
    var values = [Float](repeating: -Float.greatestFiniteMagnitude, count: count)
    func areAllFinite() -> Bool { values.withUnsafeBufferPointer { $0.areAllFinite } }
    #expect(areAllFinite())
    for place in [0, count / 2, count - 1] {
      for strange in [
        Float.nan, -.nan, .signalingNaN, .infinity, -.infinity, Float(bitPattern: 0xffff_ffff),
      ] {
        values[place] = strange
        #expect(!areAllFinite())
        values[place] = .leastNonzeroMagnitude
      }
      #expect(areAllFinite())
    }
    #expect([Float]().withUnsafeBufferPointer { $0.areAllFinite })
  }

  /// Of every array, however large, in the file that holds it.
  @Test func arraysAreNamedWithTheirCounts() throws {
    let folder = try TemporaryFolder()
    let rows = 3
    let large = (1 << 22) + 5
    var values = [Float](repeating: 1, count: rows * large)
    values[7] = .nan
    values[values.count - 1] = .infinity
    values[values.count - 2] = -.infinity
    let arrays = [
      ArrayDescription(name: "large", shape: [rows, large]),
      ArrayDescription(name: "good", shape: [2]), ArrayDescription(name: "bad", shape: [2]),
    ]
    try SafetensorsWriter.write(arrays, to: folder("m.safetensors")) { array, sink in
      let written: [Float] =
        array.name == "large" ? values : array.name == "bad" ? [.nan, 1] : [1, 2]
      try written.withUnsafeBytes { try sink($0) }
    }
    let file = try SafetensorsFile(path: folder("m.safetensors"))
    let found = try file.nonFiniteArrays { $0 != "bad" }
    #expect(found.map(\.path) == [folder("m.safetensors")])
    #expect(
      found.map(\.description) == [
        "large: of \(rows * large) values 1 not a number, 2 infinite"
      ])
  }

  /// float64 beyond float32 becomes infinite, which is said as what it is.
  @Test func wideNumbersDoNotFit() throws {
    let folder = try TemporaryFolder()
    let description = ArrayDescription(name: "wide", shape: [2], elementType: .float64)
    try SafetensorsWriter.write([description], to: folder("m.safetensors")) { _, sink in
      try [1e300, 1.0].withUnsafeBytes { try sink($0) }
    }
    let file = try SafetensorsFile(path: folder("m.safetensors"))
    #expect(
      try file.nonFiniteArrays { _ in true }.map(\.description) == [
        "wide: of 2 values 1 infinite or too large for float32"
      ])
  }
}
