import EndToEndSupport
import Foundation
import LukeTestSupport

/// `Tests/FaultInjection/faults.c`, built once: what makes calls of the system fail.
enum FaultLibrary {
  private static let built = Result { try build() }

  /// The path of the library.
  static func path() throws -> String { try built.get() }

  private static func build() throws -> String {
    let source = packageFolder.appending(path: "Tests/FaultInjection/faults.c").path
    let library = NSTemporaryDirectory() + "/luke-train-faults-\(getpid()).so"
    var errors = ""
    for compiler in ["cc", "clang", "gcc"] {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = [compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"]
      let output = Pipe()
      process.standardError = output
      try process.run()
      errors += String(
        decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      if process.terminationStatus == 0 { return library }
    }
    throw GoldenError("no C compiler builds \(source): \(errors)")
  }
}

/// What becomes of one call of the system, or of all from one on.
struct Fault: CustomStringConvertible {
  enum Way: String, CaseIterable {
    /// The process ends before the call.
    case kill
    /// The process ends after half of a write, or after any other call.
    case half
    /// Half of a write is made, and no error given.
    case short
    /// A write changes a byte on its way and says nothing.
    case flip
    case noSpace = "ENOSPC"
    case inputOutput = "EIO"
    case quota = "EDQUOT"

    var isKill: Bool { self == .kill || self == .half }
  }

  var way: Way
  /// The number of the call, from 1 on.
  var call: Int
  /// Whether all further calls fail, too.
  var goesOn = false

  var description: String { "\(way.rawValue)\(goesOn ? " from" : " at") call \(call)" }
}

/// A call of the system that changes files, as the library counts them.
struct SystemCall {
  enum Kind: String {
    case write, sync, close, truncate, rename, unlink, mkdir, create
  }

  var kind: Kind
  /// The file, below the folder that is watched.
  var file: String
}

extension Program {
  /// Runs the program with a fault at a call that changes files under `watched`; gives the calls that it
  /// made, of which that one may be another than in an undisturbed run.
  func run(
    _ arguments: [String], fault: Fault, under watched: String
  ) throws -> (result: Result, calls: [SystemCall]) {
    try logged(
      arguments, under: watched,
      [
        "LUKE_FAULT": fault.way.rawValue, "LUKE_FAULT_AT": String(fault.call),
        "LUKE_FAULT_ON": fault.goesOn ? "1" : "0",
      ])
  }

  /// Runs the program undisturbed; gives the calls that changed files under `watched`.
  func calls(_ arguments: [String], under watched: String) throws -> (Result, [SystemCall]) {
    try logged(arguments, under: watched, [:])
  }

  private func logged(
    _ arguments: [String], under watched: String, _ environment: [String: String]
  ) throws -> (Result, [SystemCall]) {
    let log = watched + "-calls"
    try? FileManager.default.removeItem(atPath: log)
    let library = [
      "LD_PRELOAD": try FaultLibrary.path(), "LUKE_FAULT_FOLDER": watched, "LUKE_FAULT_LOG": log,
    ]
    let result = try run(
      arguments, environment: library.merging(environment) { first, _ in first })
    let lines = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    let calls = lines.split(separator: "\n").compactMap { line -> SystemCall? in
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      guard words.count == 3, let kind = SystemCall.Kind(rawValue: words[1]) else { return nil }
      return SystemCall(kind: kind, file: words[2])
    }
    return (result, calls)
  }
}
