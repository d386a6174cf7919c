/// A pointer that may cross into worker threads.
///
/// The one unchecked promise of the engine: whoever hands a pointer to workers gives each of them its
/// own range and waits for all of them before anyone else touches the memory.
package struct SharedPointer<Element>: @unchecked Sendable {
  package let base: UnsafeMutablePointer<Element>

  package init(_ base: UnsafeMutablePointer<Element>) {
    self.base = base
  }

  package static func + (pointer: SharedPointer, offset: Int) -> UnsafeMutablePointer<Element> {
    pointer.base + offset
  }

  package subscript(index: Int) -> Element {
    get { base[index] }
    nonmutating set { base[index] = newValue }
  }
}

/// A pointer to floats that may cross into worker threads.
package typealias FloatPointer = SharedPointer<Float>

extension FloatPointer {
  /// The same memory as numbers of two bytes, two in the place of one float.
  var halves: UnsafeMutablePointer<UInt16> {
    UnsafeMutableRawPointer(base).assumingMemoryBound(to: UInt16.self)
  }

  /// The place of the number of two bytes with an index.
  func halvesFrom(_ index: Int) -> FloatPointer {
    FloatPointer(
      UnsafeMutableRawPointer(halves + index).assumingMemoryBound(to: Float.self))
  }
}
