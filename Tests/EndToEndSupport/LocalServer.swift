import Foundation
import LukeTestSupport

/// A small server of files on this machine, until it is let go of.
package final class LocalServer {
  private static let program = """
    import http.server, os, re, sys, time
    folder, cut, ranges, log = sys.argv[1], int(sys.argv[2]), sys.argv[3] == 'ranges', sys.argv[4]
    class Handler(http.server.BaseHTTPRequestHandler):
      def do_GET(self):
        global cut
        wanted = self.headers.get('Range', '')
        with open(log, 'a') as lines: lines.write(self.path + ' ' + (wanted or '-') + '\\n')
        if not os.path.isfile(folder + self.path): return self.send_error(404)
        with open(folder + self.path, 'rb') as file: data = file.read()
        begin = re.match(r'bytes=(\\d+)-$', wanted)
        start = int(begin[1]) if begin and ranges else 0
        self.send_response(206 if start else 200)
        if start: self.send_header('Content-Range', f'bytes {start}-{len(data) - 1}/{len(data)}')
        self.send_header('Content-Length', str(len(data) - start))
        self.end_headers()
        if cut:
          count, cut = cut, 0
          self.wfile.write(data[start:start + abs(count)])
          self.wfile.flush()
          if count < 0: time.sleep(60)
        else:
          self.wfile.write(data[start:])
      def log_message(self, *arguments): pass
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()
    """

  private let process = Process()
  private let log: String
  /// Where its files are.
  package private(set) var address = ""

  /// Serves the files of a folder.
  /// - Parameters:
  ///   - cut: after how many bytes the first answer ends, or, if negative, gives nothing more.
  ///   - hasRanges: whether it gives parts of files.
  ///   - log: the file to write what is asked for to.
  package init(_ folder: String, cut: Int = 0, hasRanges: Bool = true, log: String) throws {
    self.log = log
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c", Self.program, folder, "\(cut)", hasRanges ? "ranges" : "whole", log,
    ]
    process.standardOutput = output
    try process.run()
    var line: [UInt8] = []
    while line.last != 0x0A, let byte = try output.fileHandleForReading.read(upToCount: 1)?.first {
      line.append(byte)
    }
    address = "http://127.0.0.1:" + String(decoding: line.dropLast(), as: UTF8.self)
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// What was asked for, a line each: the path, and the range or `-`.
  package var requests: [String] {
    ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "").split(separator: "\n").map(
      String.init)
  }
}
