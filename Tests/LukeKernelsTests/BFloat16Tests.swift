import LukeKernels
import Testing

struct BFloat16Tests {
  /// Numbers with every rounding: exact, below, above and at the middle, with even and odd neighbours,
  /// across a power of two, the smallest, the largest and those that are none.
  private static let values: [Float] = {
    var numbers = Numbers(seed: 5)
    let bits: [UInt32] = [
      0, 0x8000_0000, 0x3f80_0000, 0x3f80_7fff, 0x3f80_8000, 0x3f80_8001, 0x3f81_8000, 0x3fff_8000,
      0x3fff_7fff, 0xbf81_8000, 1, 0x7fff, 0x8000, 0x8001, 0x0001_8000, 0x7f7f_ffff, 0x7f7f_7fff,
      0x7f80_0000, 0xff80_0000, 0x7fc0_0000, 0x7f80_0001, 0x7fff_ffff, 0xffff_ffff,
    ]
    return bits.map(Float.init(bitPattern:)) + numbers.uniform(1009)
      + (0..<1000).map { _ in Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &numbers))
      }
  }()

  /// The nearer of the two neighbours that are bfloat16 numbers; of equally near ones the even one.
  private func rounded(_ x: Float) -> Float {
    if !x.isFinite { return x }
    let below = Float(bitPattern: x.bitPattern & 0xffff_0000)
    let above = Float(bitPattern: (x.bitPattern & 0xffff_0000) &+ 0x1_0000)
    // Beyond the largest, infinity stands where the next number would.
    let next = above.isFinite ? Double(above) : Double(sign: x.sign, exponent: 128, significand: 1)
    let (down, up) = (abs(Double(x) - Double(below)), abs(next - Double(x)))
    if down != up { return down < up ? below : above }
    return below.bitPattern & 0x1_0000 == 0 ? below : above
  }

  @Test(arguments: levels)
  func roundsToNearestEven(level: String) throws {
    let kernels = try kernels(level)
    let x = Self.values
    let floats = written(x.count) { kernels.round_to_bfloat16($0, x, x.count) }
    var halves = [UInt16](repeating: 0x5555, count: x.count + 1)
    halves.withUnsafeMutableBufferPointer { kernels.to_bfloat16($0.baseAddress!, x, x.count) }
    #expect(halves[x.count] == 0x5555)
    for (index, value) in x.enumerated() {
      let widened = Float(bitPattern: UInt32(halves[index]) << 16)
      #expect(floats[index].bitPattern == widened.bitPattern)
      if value.isNaN {
        #expect(widened.isNaN)
      } else {
        #expect(widened.bitPattern == rounded(value).bitPattern, "\(value)")
      }
    }
    #expect(
      changed(x) { kernels.round_to_bfloat16($0, $0, x.count) }.map(\.bitPattern)
        == floats.map(\.bitPattern))
  }
}
