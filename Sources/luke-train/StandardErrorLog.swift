import Foundation
import Logging

/// Shows log messages as plain lines on standard error: `luke-train: warning: …`.
struct StandardErrorLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let name = event.level >= .error ? "error: " : event.level == .warning ? "warning: " : ""
    for line in "\(event.message)".split(separator: "\n") { Self.write(name + line) }
  }

  /// Writes a line with the program's name before it.
  static func write(_ line: some StringProtocol) {
    let bytes = Array("luke-train: \(line)\n".utf8)
    _ = bytes.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
