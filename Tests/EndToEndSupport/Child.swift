import Foundation
import LukeTestSupport

/// The built program while it runs, to be watched and sent signals.
package final class Child {
  private let process = Process()
  private let input = Pipe()
  private let errorFile = NSTemporaryDirectory() + "luke-train-errors-" + UUID().uuidString

  package var pid: Int32 { process.processIdentifier }
  package var isRunning: Bool { process.isRunning }
  /// What stands on standard error by now.
  package var errors: String { (try? String(contentsOfFile: errorFile, encoding: .utf8)) ?? "" }

  /// Starts the program in a folder; standard input stays open until `closeInput`, or is empty.
  package init(
    _ arguments: [String], folder: String, environment: [String: String] = [:],
    holdsInputOpen: Bool = false
  ) throws {
    try Data().write(to: URL(filePath: errorFile))
    process.executableURL = Program.url
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: errorFile)
    try process.run()
    if !holdsInputOpen { try input.fileHandleForWriting.close() }
  }

  package convenience init(
    _ arguments: [String], in run: TrainingRun, environment: [String: String] = [:]
  ) throws {
    try self.init(arguments, folder: run.folder.path, environment: environment)
  }

  deinit {
    if process.isRunning { kill(pid, SIGKILL) }
    try? FileManager.default.removeItem(atPath: errorFile)
  }

  /// Gives the program something to read.
  package func write(_ text: String) { input.fileHandleForWriting.write(Data(text.utf8)) }

  /// Ends what the program reads.
  package func closeInput() { try? input.fileHandleForWriting.close() }

  package func send(_ signal: Int32) { kill(pid, signal) }

  /// Looks again and again until something is so; throws after a minute.
  package func wait(until condition: () throws -> Bool) throws {
    for _ in 0..<6000 {
      if try condition() { return }
      usleep(10_000)
    }
    throw GoldenError("waited in vain: \(errors)")
  }

  /// Waits for the end.
  package func wait() -> Program.Result {
    process.waitUntilExit()
    let status = process.terminationStatus
    return Program.Result(
      status: process.terminationReason == .uncaughtSignal ? 128 + status : status, output: "",
      errors: errors)
  }
}

extension TrainingRun {
  /// Whether the run in `output` has a checkpoint.
  package func hasCheckpoint(_ output: String) throws -> Bool {
    let folder = folder.path + "/" + output
    guard FileManager.default.fileExists(atPath: folder) else { return false }
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .contains { $0.hasPrefix("step-") }
  }
}
