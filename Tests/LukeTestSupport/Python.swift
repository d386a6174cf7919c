import Foundation

/// A Python interpreter with packages that tests compare with.
///
/// The environment variable `LUKE_PYTHON` names it; without it, `python3` is tried.
public enum Python {
  /// Whether there is an interpreter that can import all of `modules`.
  public static func has(_ modules: String...) -> Bool {
    (try? run("import " + modules.joined(separator: ", ")))?.status == 0
  }

  /// Runs `program` with `arguments` in `sys.argv[1:]`; gives what it prints.
  public static func run(
    _ program: String, _ arguments: [String] = []
  ) throws -> (status: Int32, output: String) {
    let interpreter = ProcessInfo.processInfo.environment["LUKE_PYTHON"] ?? "python3"
    return try runCommand([interpreter, "-c", program] + arguments)
  }
}

/// Runs a command that is found by its name; gives what it prints, errors among it.
public func runCommand(_ command: [String]) throws -> (status: Int32, output: String) {
  let process = Process()
  let output = Pipe()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = command
  process.standardOutput = output
  process.standardError = output
  try process.run()
  let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  return (process.terminationStatus, text)
}
