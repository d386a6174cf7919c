import LukeAutodiff
import LukeTestSupport
import Testing

/// What the engine takes for granted of the libraries that multiply matrices.
@Suite struct ProductLibraryTests {
  @Test func openBLASIsAlwaysThere() {
    #expect(ProductLibrary.available.contains(.openBLAS))
  }

  /// Resumed runs and other numbers of threads find their tensors elsewhere in memory.
  @Test(arguments: ProductLibrary.available)
  func bitsDoNotDependOnPlacesInMemory(_ library: ProductLibrary) {
    for (m, n, k) in [(192, 768, 64), (37, 61, 129), (1, 50, 300), (100, 1, 7), (200, 1000, 513)] {
      let a = Matrix.random(m, k, seed: 1).floats
      let b = Matrix.random(k, n, seed: 2).floats
      for transposed in [false, true] {
        let results = [0, 1, 5, 16].map { shift in
          product(library, a, b, m, n, k, transposed: transposed, shift: shift)
        }
        for result in results { expectSameBits(result, results[0]) }
      }
    }
  }

  /// a · b, or a · bᵀ with `b` taken as [n, k], from memory that begins `shift` floats off the start.
  private func product(
    _ library: ProductLibrary, _ a: [Float], _ b: [Float], _ m: Int, _ n: Int, _ k: Int,
    transposed: Bool, shift: Int
  ) -> [Float] {
    func place(_ values: [Float]) -> Tensor {
      let room = [Float](repeating: .nan, count: shift)
      return Tensor(room + values, rows: 1, columns: shift + values.count)
    }
    let (left, right) = (place(a), place(b))
    let result = place([Float](repeating: .nan, count: m * n))
    library.multiply(
      false, transposed, Int32(m), Int32(n), Int32(k), left.pointer + shift, Int32(k),
      right.pointer + shift, Int32(transposed ? k : n), false, result.pointer + shift, Int32(n))
    return Array(result.values[shift...])
  }
}
