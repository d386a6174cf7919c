import Foundation

/// Real data beside the package, which tests use when it is there.
enum SharedData {
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["LUKE_SHARED_DATA"] {
      return URL(fileURLWithPath: path)
    }
    return URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("../shared/data").standardizedFileURL
  }()

  static func file(_ path: String) -> URL { folder.appendingPathComponent(path) }

  static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: file(path).path)
  }
}
