import EndToEndSupport
import Foundation
import LukeTestSupport

/// The commands of a guide, run one after the other in a folder that has the samples of the checkout.
struct GuideSession {
  private let folder: WorkFolder
  private let program: Program
  /// The status of the command before.
  private var status: Int32 = 0

  /// Programs that guides show and that need not be there, and how to know.
  static let optional: [String: @Sendable () -> Bool] = [
    "python3": { pythonPeer != nil }, "h5dump": { isInstalled("h5dump") },
    "jq": { isInstalled("jq") },
  ]

  init() throws {
    folder = try WorkFolder()
    let files = FileManager.default
    for name in ["Recipes", "Datasets"] {
      try files.copyItem(
        atPath: packageFolder.appending(path: name).path, toPath: folder.path + "/" + name)
    }
    let programs = folder.path + "/.programs"
    try files.createDirectory(atPath: programs, withIntermediateDirectories: false)
    try files.createSymbolicLink(
      atPath: programs + "/luke-train", withDestinationPath: Program.url.path)
    if let pythonPeer {
      // A link would not find the packages of a virtual environment.
      try "#!/bin/sh\nexec '\(pythonPeer.path)' \"$@\"\n".write(
        toFile: programs + "/python3", atomically: false, encoding: .utf8)
      try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: programs + "/python3")
    }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    program = Program(
      folder: folder.path,
      environment: Program.fixedTime.merging(["PATH": programs + ":" + path]) { $1 })
  }

  /// Runs a command; gives what is wrong with what came out.
  mutating func run(_ command: Guide.Command, statusIsShown: Bool) throws -> String? {
    if command.script == "echo $?" {
      return command.shown == ["\(status)"] ? nil : "the status before is \(status)"
    }
    if let isThere = Self.optional[command.program], !isThere() { return nil }
    let result = try program.shell("exec 2>&1\n" + command.script)
    status = result.status
    if status != 0, !statusIsShown { return "status \(status)\n\(result.output)" }
    if command.shown.isEmpty { return nil }
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingSuffix(while: \.isWhitespace) }
    let shown = command.shown.map { $0[...].trimmingSuffix(while: \.isWhitespace) }
    // The last line ends, too.
    return Self.fits(lines.dropLast(), shown[...]) ? nil : "shows:\n\(result.output)"
  }

  /// Whether lines are those that are shown, with `…` for any lines.
  private static func fits(_ lines: ArraySlice<Substring>, _ shown: ArraySlice<Substring>) -> Bool {
    guard let first = shown.first else { return lines.isEmpty }
    if first == "…" {
      return (lines.startIndex...lines.endIndex).contains {
        fits(lines[$0...], shown.dropFirst())
      }
    }
    guard let line = lines.first, isLike(line, first) else { return false }
    return fits(lines.dropFirst(), shown.dropFirst())
  }

  /// Whether a line is the one that is shown, with `…` for any text in it.
  private static func isLike(_ line: Substring, _ shown: Substring) -> Bool {
    let parts = shown.split(separator: "…", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return line == shown }
    guard line.hasPrefix(parts[0]), line.dropFirst(parts[0].count).hasSuffix(parts.last ?? "")
    else { return false }
    var rest = line.dropFirst(parts[0].count).dropLast(parts.last?.count ?? 0)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }

  private static func isInstalled(_ name: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: $0 + "/" + name)
    }
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while isLeftOut: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, isLeftOut(last) { rest.removeLast() }
    return rest
  }
}
