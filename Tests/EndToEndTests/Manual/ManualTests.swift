import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// The manual page and the scripts of shells know every command and option of the program.
@Suite struct ManualTests {
  static let path = "Sources/luke-train/luke-train.1"

  private static func committed() throws -> String {
    try String(contentsOf: packageFolder.appending(path: path), encoding: .utf8)
  }

  /// Every command with its arguments; those of `datasets` by both words.
  private static func commands() throws -> [(name: String, arguments: [CommandHelp.Argument])] {
    try CommandHelp.read().commands.flatMap { command in
      command.commands.isEmpty
        ? [(command.commandName, command.arguments ?? [])]
        : command.commands.map {
          (command.commandName + " " + $0.commandName, $0.arguments ?? [])
        }
    }
  }

  @Test func thePageIsThatOfTheProgram() throws {
    let version = try Program().run(["--version"]).output.trimmingCharacters(in: .newlines)
    let page = try ManualPage(help: .read(), version: version)
    try expectRecorded(page.text, in: Self.path)
  }

  @Test func thePageNamesEveryCommandAndOption() throws {
    let text = try Self.committed().replacing("\\-", with: "-")
    let commands = try Self.commands()
    #expect(commands.count >= UsageTests.commands.count + 3)
    for name in UsageTests.commands {
      #expect(commands.contains { $0.name == name }, "\(name)")
    }
    for (name, arguments) in commands {
      let section = try #require(
        text.components(separatedBy: "\n.SS luke-train \(name)").dropFirst().first {
          $0.first == "\n" || $0.first == " "
        }, "\(name)")
      let own = section.components(separatedBy: "\n.S")[0]
      for option in arguments.flatMap(\.options) where !["--help", "--version"].contains(option) {
        #expect(own.contains(option), "\(name) \(option)")
      }
    }
    #expect(text.contains("\n.B -h, --help\n") && text.contains("\n.B --version\n"))
  }

  /// Nothing in it that troff would warn of, where it is installed.
  @Test func thePageIsSetWithoutWarnings() throws {
    let result = try Program(folder: packageFolder.path).shell(
      "command -v groff > /dev/null || exit 0; groff -man -ww -Tutf8 \(Self.path) > /dev/null")
    #expect(result.errors == "")
    #expect(result.status == 0)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func shellsCompleteEveryCommandAndOption(_ shell: String) throws {
    let script = try Program().run(["--generate-completion-script", shell]).output
    for (name, arguments) in try Self.commands() {
      for word in name.split(separator: " ") {
        #expect(script.contains(word), "\(name)")
      }
      for option in arguments.flatMap(\.options) {
        // fish names the option without its dashes.
        let text = shell == "fish" ? "-l '\(option.dropFirst(2))'" : option
        #expect(script.contains(text), "\(name) \(option)")
      }
    }
  }

  /// What bash offers, asked as it asks.
  @Test(arguments: [
    ("luke-train build-", ["build-corpus", "build-entity-vocabulary", "build-mention-dictionary"]),
    ("luke-train evaluate --pre", ["--predictions"]),
    ("luke-train train --re", ["--resume"]),
    ("luke-train evaluate mod", ["model.h5"]),
    ("luke-train check-data rec", ["recipe.json"]),
    ("luke-train init r.json --task named", ["named-entity-recognition"]),
    ("luke-train bench --precision b", ["bfloat16"]),
    ("luke-train datasets f", ["fetch"]),
  ])
  func bashOffers(_ line: String, _ offers: [String]) throws {
    let folder = try WorkFolder()
    for name in ["model.h5", "recipe.json", "recipe.txt"] { try folder.write(name) }
    let result = try Program(folder: folder.path).shell(
      """
      eval "$("$LUKE" --generate-completion-script bash)"
      COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(\(line)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      COMP_TYPE=9; COMP_KEY=9
      _luke-train 'luke-train' "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}" 2> /dev/null
      printf '%s\\n' "${COMPREPLY[@]}"
      """)
    let words = result.output.split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    #expect(Set(words) == Set(offers), "\(result.output)\(result.errors)")
  }

  @Test func makeInstallsProgramPageAndScripts() throws {
    let folder = try WorkFolder()
    let result = try Program(folder: packageFolder.path).shell(
      "make -s -o build -o dependencies install PREFIX=\(folder.path) PROGRAM=\"$LUKE\"")
    #expect(result.status == 0, "\(result.errors)")
    let version = try Program(folder: folder.path).shell("bin/luke-train --version")
    #expect(version.output == "0.1.0\n")
    for name in [
      "share/man/man1/luke-train.1", "share/bash-completion/completions/luke-train",
      "share/zsh/site-functions/_luke-train", "share/fish/vendor_completions.d/luke-train.fish",
    ] {
      let size = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)[.size]
      #expect((size as? Int ?? 0) > 1000, "\(name)")
    }
  }
}
