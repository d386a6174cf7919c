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
  /// - Parameter overProgress: whether a line of progress that stands open on a terminal is taken away
  ///   first.
  static func write(_ line: some StringProtocol, overProgress: Bool = false) {
    let isOpen = overProgress && isatty(STDERR_FILENO) == 1
    let bytes = Array("\(isOpen ? "\r\u{1B}[K" : "")luke-train: \(line)\n".utf8)
    // There is nowhere left to tell of a failure.
    _ = bytes.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
