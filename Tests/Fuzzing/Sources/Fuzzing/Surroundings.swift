import CFuzzing
import Foundation

/// Where readers find their input as files.
final class Surroundings: Sendable {
  static let shared = Surroundings()

  /// A folder of this process alone, in memory.
  let folder: String
  /// The same for as long as the process lives, for C.
  nonisolated(unsafe) let watched: UnsafePointer<CChar>
  private let descriptor: Int32

  private init() {
    let root =
      ProcessInfo.processInfo.environment["FUZZ_FOLDER"]
      ?? FileManager.default.temporaryDirectory.path
    folder = root + "/luke-fuzzing-\(getpid())"
    watched = UnsafePointer(strdup(folder + "/"))
    descriptor = luke_memory_file()
  }

  /// Makes the folder, which goes when the process ends in order.
  func prepare() throws {
    expect(descriptor >= 0, "no file in memory")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: Surroundings.shared.folder) }
  }

  /// The path of a file that holds `bytes`, until the next call.
  func file(of bytes: [UInt8]) -> String {
    expect(ftruncate(descriptor, 0) == 0, "the file in memory cannot be emptied")
    let written = pwrite(descriptor, bytes, bytes.count, 0)
    expect(written == bytes.count, "the file in memory cannot be written")
    return "/proc/self/fd/\(descriptor)"
  }

  /// A folder with these files alone.
  func folder(_ name: String, holding files: [String: [UInt8]]) throws -> String {
    let path = folder + "/" + name
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, bytes) in files {
      try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    }
    return path
  }
}
