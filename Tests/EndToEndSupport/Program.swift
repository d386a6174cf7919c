import Foundation
import LukeSystem
import LukeTestSupport

/// Runs the built program as a user does.
package struct Program {
  /// What came out of a run.
  package struct Result {
    package var status: Int32
    package var output: String
    package var errors: String
    /// The lines on standard error without `luke-train: error: `.
    package var faults: [String] {
      errors.split(separator: "\n").filter { $0.hasPrefix("luke-train: error: ") }
        .map { String($0.dropFirst("luke-train: error: ".count)) }
    }
  }

  /// The program lies beside the test bundle.
  package static let url: URL = {
    var folder = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
      .deletingLastPathComponent()
    if folder == nil {
      folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    }
    return folder!.appending(path: "luke-train")
  }()

  /// The folder that the program runs in.
  package var folder: String
  /// What is in the environment beside what the tests have themselves.
  package var environment: [String: String]

  /// The program in a folder, with `environment` beside what the tests have themselves.
  package init(
    folder: String = NSTemporaryDirectory(), environment: [String: String] = [:]
  ) {
    (self.folder, self.environment) = (folder, environment)
  }

  /// An environment in which models note no time of their own, so that equal runs give equal files.
  package static let fixedTime = ["SOURCE_DATE_EPOCH": "1700000000"]

  /// Runs the program to its end, with `environment` beside what the tests have themselves.
  package func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = Self.url
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      self.environment, uniquingKeysWith: { $1 }
    ).merging(environment, uniquingKeysWith: { $1 })
    process.currentDirectoryURL = URL(filePath: folder)
    let (output, errors, standardInput) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = standardInput
    let start = ContinuousClock.now
    defer { TestTimes.note(arguments, since: start) }
    try process.run()
    standardInput.fileHandleForWriting.write(Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    let (text, faults) = Self.texts(output, errors)
    process.waitUntilExit()
    let status = process.terminationStatus
    return Result(
      status: process.terminationReason == .uncaughtSignal ? 128 + status : status, output: text,
      errors: faults)
  }

  /// What comes out of two pipes, read at the same time: whoever writes into one that is full waits.
  private static func texts(_ output: Pipe, _ errors: Pipe) -> (output: String, errors: String) {
    let descriptor = errors.fileHandleForReading.fileDescriptor
    let faults = LockedValue("")
    let isRead = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
      let text = String(decoding: handle.readDataToEndOfFile(), as: UTF8.self)
      faults.withLock { $0 = text }
      isRead.signal()
    }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    isRead.wait()
    return (text, faults.withLock { $0 })
  }

  /// Runs the program through the shell, with `$LUKE` standing for it.
  package func shell(_ script: String) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(
      environment, uniquingKeysWith: { $1 }
    ).merging(["LUKE": Self.url.path], uniquingKeysWith: { $1 })
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    let start = ContinuousClock.now
    defer { TestTimes.note(["shell"], since: start) }
    try process.run()
    let (text, faults) = Self.texts(output, errors)
    process.waitUntilExit()
    return Result(status: process.terminationStatus, output: text, errors: faults)
  }
}

/// A folder of its own for one test, removed at the end.
package final class WorkFolder {
  package let path: String

  package init(in parent: String = NSTemporaryDirectory()) throws {
    let parent = parent.hasSuffix("/") ? parent : parent + "/"
    path = parent + "luke-train-end-to-end-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Makes one with a recorded model, `model`, and some text, `in.txt`.
  package static func withModel() throws -> WorkFolder {
    let folder = try WorkFolder()
    try FileManager.default.copyItem(
      atPath: Goldens.modelFolder("span-entity-aware").path, toPath: folder.path + "/model")
    try folder.write("in.txt", "Some words.\n")
    return folder
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func write(_ name: String, _ text: String = "") throws {
    try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
  }
}
