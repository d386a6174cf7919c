import Foundation
import LukeSystem
import LukeTasks

/// Holds a file against what a catalogue says of it.
package enum DatasetFileCheck {
  /// Bytes that are read at once.
  private static let chunkSize = 1 << 20

  /// The SHA-256 of a file.
  package static func sha256(
    of path: String, progress: (Int, Int) throws -> Void = { _, _ in }
  ) throws -> String {
    let file = try RandomAccessFile(path: path)
    var sum = SHA256()
    for start in stride(from: 0, to: file.size, by: chunkSize) {
      try InterruptFlag.current.check()
      try progress(start, file.size)
      try file.bytes(at: start, count: min(chunkSize, file.size - start))
        .withUnsafeBytes { sum.update($0) }
    }
    return sum.digits
  }

  /// What is wrong with the bytes of a file that is there; nil for nothing.
  static func fault(
    of file: PublicDatasetFile, at path: String, _ observer: any RunObserver
  ) throws -> String? {
    let size = try RandomAccessFile(path: path).size
    if size != file.bytes { return "has \(size) bytes, and should have \(file.bytes)" }
    let found = try observer.during(.checking(file: path), in: .bytes) { progress in
      try sha256(of: path) { try progress.update($0, of: $1) }
    }
    return found == file.sha256
      ? nil : "has the SHA-256 \(found), and should have \(file.sha256)"
  }
}
