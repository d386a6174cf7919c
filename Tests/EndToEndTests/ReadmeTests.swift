import EndToEndSupport
import Foundation
import Testing

/// The commands that the README shows exist, with the options it shows.
@Suite struct ReadmeTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The lines that start with `$` in blocks marked `console`.
  static let commands: [String] = {
    let text = (try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)) ?? ""
    return text.components(separatedBy: "```console\n").dropFirst()
      .flatMap { $0.components(separatedBy: "```")[0].split(separator: "\n") }
      .filter { $0.hasPrefix("$ ") }.map { String($0.dropFirst(2)) }
  }()

  @Test func showsEveryCommand() {
    for name in UsageTests.commands where name != "train" {
      #expect(Self.commands.contains { $0.hasPrefix("luke-train \(name) ") }, "\(name)")
    }
  }

  @Test(arguments: commands.filter { $0.hasPrefix("luke-train ") })
  func commandsExist(_ line: String) throws {
    let words = line.split(separator: " ").map(String.init).dropFirst()
    let name = words.first.flatMap { UsageTests.commands.contains($0) ? $0 : nil } ?? "train"
    let help = try Program().run([name, "--help"]).output
    for option in words.filter({ $0.hasPrefix("--") }) {
      #expect(help.contains("  \(option)") || help.contains("[\(option)"), "\(option)")
    }
  }

  @Test(arguments: commands.filter { $0.hasPrefix("make ") })
  func makeTargetsExist(_ line: String) throws {
    let makefile = try String(contentsOf: Self.root.appending(path: "Makefile"), encoding: .utf8)
    #expect(makefile.contains("\n\(line.dropFirst(5)):"))
  }

  @Test func exitStatusesAreThoseOfTheProgram() throws {
    let text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    for status in [0, 64, 65, 66, 70, 74] { #expect(text.contains("\n| \(status) | ")) }
  }
}
