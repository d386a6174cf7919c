import Foundation
import LukeFiles
import LukeTestSupport

/// Files that other programs wrote; `make_goldens.py` beside them makes them.
let goldens = Goldens.folder.appending(path: "files").path

/// The first elements that every golden array holds.
func goldenFloats(_ count: Int) -> [Float] {
  (0..<count).map { Float((7 * $0 + 3) % 11 - 5) / 4 }
}

/// The integers that golden integer arrays hold.
func goldenIntegers(_ count: Int) -> [Int64] {
  (0..<count).map { Int64((7 * $0 + 3) % 11 - 5) }
}

/// Reads all that a container holds; what it throws is thrown, what it returns is of no interest.
func readEverything(in arrays: any NamedArrays) throws {
  for array in arrays.descriptions where array.elementCount < 1 << 20 {
    if array.elementType.isFloatingPoint {
      _ = try arrays.readFloats(array.name)
    } else {
      _ = try arrays.readIntegers(array.name)
    }
  }
}

/// Repeatable random numbers for damaging files.
struct DamageGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}

/// Versions of `original` with bytes changed, cut off or doubled.
func damaged(_ original: [UInt8], count: Int, seed: UInt64) -> [[UInt8]] {
  var generator = DamageGenerator(state: seed)
  return (0..<count).map { _ in
    var bytes = original
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: bytes.removeLast(Int.random(in: 1...bytes.count, using: &generator))
    case 1:
      let place = bytes.indices.randomElement(using: &generator) ?? 0
      bytes.replaceSubrange(
        place..<min(place + 8, bytes.count),
        with: (0..<8).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    default:
      for _ in 0...Int.random(in: 0..<8, using: &generator) {
        let place = bytes.indices.randomElement(using: &generator) ?? 0
        bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
      }
    }
    return bytes
  }
}
