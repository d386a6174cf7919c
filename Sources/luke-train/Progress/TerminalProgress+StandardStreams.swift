import Foundation
import LukeSystem
import LukeTraining

extension TerminalProgress {
  /// Progress on standard error, in the style that fits what stands behind it, and results on standard output.
  static func standardStreams(isQuiet: Bool) -> TerminalProgress {
    TerminalProgress(
      style: isQuiet ? .quiet : standardErrorStyle,
      write: { text in
        // Progress must not end a run, so a failure to show it is ignored.
        _ = Array(text.utf8).withUnsafeBytes {
          Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count)
        }
      },
      writeResult: { text in
        let output = LineWriter()
        try output.add(text)
        try output.close()
      },
      clock: {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
      },
      columns: { standardErrorColumns }, memory: { ResidentMemory.bytes })
  }

  private static var standardErrorStyle: Style {
    guard isatty(STDERR_FILENO) == 1, ProcessInfo.processInfo.environment["TERM"] != "dumb" else {
      return .plain
    }
    return .terminal(width: standardErrorColumns ?? 80)
  }

  /// The columns of the terminal, which can change; nil where nobody knows.
  private static var standardErrorColumns: Int? {
    var size = winsize()
    let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : nil
  }
}
