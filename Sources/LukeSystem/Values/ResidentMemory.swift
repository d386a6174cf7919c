import Foundation

/// The memory that the process holds.
package enum ResidentMemory {
  /// What of it is in the machine's memory now, in bytes; 0 where the system does not tell.
  package static var bytes: Int {
    let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return 0 }
    defer { close(descriptor) }
    var text = [UInt8](repeating: 0, count: 128)
    let count = read(descriptor, &text, text.count)
    guard count > 0 else { return 0 }
    let numbers = text[..<count].split(separator: 0x20)
    guard numbers.count > 1, let pages = Int(String(decoding: numbers[1], as: UTF8.self)) else {
      return 0
    }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
