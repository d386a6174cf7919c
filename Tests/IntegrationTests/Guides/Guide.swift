import Foundation
import LukeTestSupport

/// A page for users: its blocks of code, and the commands in those marked `console`.
///
/// A command is a line that begins with `$ `, with the lines of the text that it is given (`<< END` to
/// `END`) and those that it goes on in (after a `\`). What stands below it is what it shows: `…` is
/// any text within a line, and any lines where it stands alone. A command that shows nothing here may show
/// anything. `$ echo $?` says the status of the command above it, which else is 0.
struct Guide: CustomStringConvertible, Sendable {
  /// The name of the file.
  let name: String
  let text: String

  var description: String { name }

  /// The folder that the guides are in.
  static let folder = packageFolder.appending(
    path: "Sources/LukeTraining/LukeTraining.docc/Guides")

  /// All guides, by their names.
  static let all: [Guide] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted().compactMap { name in
      (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)).map {
        Guide(name: name, text: $0)
      }
    }
  }()

  /// The README; what can be run of it stands before its table of commands.
  static let readme = Guide(
    name: "README.md",
    text: (try? String(contentsOf: packageFolder.appending(path: "README.md"), encoding: .utf8))
      ?? "")

  struct Block {
    let language: String
    let lines: [String]
  }

  struct Command: CustomStringConvertible {
    /// What the shell is given.
    let script: String
    /// The lines below it.
    let shown: [String]

    var description: String { script }
    /// Its first word.
    var program: String { String(script.prefix { !$0.isWhitespace }) }
  }

  /// The blocks of code, in their order.
  var blocks: [Block] {
    var blocks: [Block] = []
    var open: (language: String, lines: [String])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let block = open {
        if line == "```" {
          blocks.append(Block(language: block.language, lines: block.lines))
          open = nil
        } else {
          open?.lines.append(line)
        }
      } else if line.hasPrefix("```") {
        open = (String(line.dropFirst(3)), [])
      }
    }
    return blocks
  }

  /// The commands of all blocks marked `console`.
  var commands: [Command] { blocks.filter { $0.language == "console" }.flatMap(Self.commands) }

  private static func commands(of block: Block) -> [Command] {
    var commands: [Command] = []
    var lines = block.lines[...]
    while let line = lines.popFirst() {
      guard line.hasPrefix("$ ") else {
        if let last = commands.popLast() {
          commands.append(Command(script: last.script, shown: last.shown + [line]))
        }
        continue
      }
      var script = [String(line.dropFirst(2))]
      while script[script.count - 1].hasSuffix("\\"), let next = lines.popFirst() {
        script.append(next)
      }
      if script[0].contains("<< END") {
        while let next = lines.popFirst() {
          script.append(next)
          if next == "END" { break }
        }
      }
      commands.append(Command(script: script.joined(separator: "\n"), shown: []))
    }
    return commands
  }

  /// The Markdown links, without those to other places on the net.
  var links: [String] {
    text.matches(of: /\]\(([^)\s]+)\)/).map { String($0.1) }
      .filter { !$0.hasPrefix("http") && !$0.hasPrefix("doc:") }
  }

  /// The anchors of its headings, as GitHub makes them.
  static func anchors(of text: String) -> Set<String> {
    Set(
      text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
        line.drop { $0 == "#" }.dropFirst().lowercased()
          .filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }
          .replacing(" ", with: "-")
      })
  }
}
