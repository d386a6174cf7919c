/// A pointer that may cross into worker threads.
///
/// The one unchecked promise of the engine: whoever hands a pointer to workers gives each of them its
/// own range and waits for all of them before anyone else touches the memory.
package struct FloatPointer: @unchecked Sendable {
  package let base: UnsafeMutablePointer<Float>

  package init(_ base: UnsafeMutablePointer<Float>) {
    self.base = base
  }

  package static func + (pointer: FloatPointer, offset: Int) -> UnsafeMutablePointer<Float> {
    pointer.base + offset
  }

  package subscript(index: Int) -> Float {
    get { base[index] }
    nonmutating set { base[index] = newValue }
  }
}
