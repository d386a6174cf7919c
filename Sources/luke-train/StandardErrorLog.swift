import Foundation
import Logging
import LukeSystem

/// Shows log messages as plain lines on standard error: `luke-train: warning: …`.
struct StandardErrorLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = level.withLock(\.self)

  /// The least level that loggers made from now on show.
  static let level = LockedValue(Logger.Level.info)

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let name =
      switch event.level {
      case .trace, .debug: "debug: "
      case .info, .notice: ""
      case .warning: "warning: "
      case .error, .critical: "error: "
      }
    let details = metadata.merging(event.metadata ?? [:]) { $1 }
      .sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)".shownOnOneLine }
      .joined(separator: ", ")
    let text = "\(event.message)" + (details.isEmpty ? "" : " (\(details))")
    for line in text.split(separator: "\n") { Self.write(name + line, overProgress: true) }
  }

  /// Writes a line with the program's name before it; what would steer a terminal is shown as `\u{1B}`, and ends of
  /// lines in it as `\n`.
  /// - Parameter overProgress: whether a line of progress that stands open on a terminal is taken away
  ///   first.
  static func write(_ line: some StringProtocol, overProgress: Bool = false) {
    write(shown: line.lineSafelyShown, overProgress: overProgress)
  }

  /// The same of text that may have several lines, as what the argument parser says.
  static func write(text: some StringProtocol) {
    write(shown: text.safelyShown, overProgress: false)
  }

  private static func write(shown text: String, overProgress: Bool) {
    let isOpen = overProgress && isatty(STDERR_FILENO) == 1
    let bytes = Array("\(isOpen ? "\r\u{1B}[K" : "")luke-train: \(text)\n".utf8)
    // There is nowhere left to tell of a failure.
    _ = bytes.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
