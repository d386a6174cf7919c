import Foundation

/// Memory that the system gives page by page, filled with zeros, when it is first written to.
enum ZeroPages {
  static func map(bytes: Int) -> UnsafeMutableRawPointer {
    #if os(Linux)
      // Nothing is promised beforehand: a table may be larger than what is left of the memory.
      let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    #else
      let flags = MAP_PRIVATE | MAP_ANON
    #endif
    guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0),
      memory != MAP_FAILED
    else { MemoryShortage.end(asking: bytes) }
    #if os(Linux)
      // A large page would make a thousand rows resident for the sake of one.
      madvise(memory, bytes, Int32(MADV_NOHUGEPAGE))
    #endif
    return memory
  }
}
