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

  /// Lines, and what is offered at their ends.
  private static let offers: [(line: String, offers: [String])] = [
    ("luke-train build-", ["build-corpus", "build-entity-vocabulary", "build-mention-dictionary"]),
    ("luke-train evaluate --pre", ["--predictions"]),
    ("luke-train train --re", ["--resume"]),
    ("luke-train evaluate mod", ["model.h5"]),
    ("luke-train inspect mod", ["model.h5"]),
    ("luke-train tokenize model.h5 rec", ["recipe.json", "recipe.txt"]),
    ("luke-train tokenize model.h5 --output rec", ["recipe.json", "recipe.txt"]),
    ("luke-train check-data rec", ["recipe.json"]),
    ("luke-train check-data fol", ["folder"]),
    ("luke-train init r.json --task named", ["named-entity-recognition"]),
    ("luke-train bench --precision b", ["bfloat16"]),
    ("luke-train export --lic", ["--license"]),
    ("luke-train export model.h5 fol", ["folder"]),
    ("luke-train datasets f", ["fetch"]),
    ("luke-train datasets fetch wnut", ["wnut17"]),
    // Help is asked of commands.
    (
      "luke-train help build-",
      ["build-corpus", "build-entity-vocabulary", "build-mention-dictionary"]
    ),
    ("luke-train help pl", ["plan"]),
    ("luke-train help datasets ", ["fetch", "list", "verify"]),
    ("luke-train help datasets f", ["fetch"]),
    // A recipe stands without a command, and has the options of train behind it.
    ("luke-train rec", ["recipe.json"]),
    ("luke-train fol", ["folder"]),
    ("luke-train recipe.json --re", ["--resume"]),
    ("luke-train recipe.json --resume --fr", ["--fresh"]),
    ("luke-train recipe.json --output fol", ["folder"]),
  ]

  /// What shells print that are asked for the end of the line in `$LINE`, one offer a line.
  private static let questions = [
    "bash": #"""
    eval "$("$LUKE" --generate-completion-script bash)"
    COMP_LINE=$LINE; COMP_POINT=${#COMP_LINE}; COMP_WORDS=($LINE)
    case $LINE in *" ") COMP_WORDS+=("");; esac
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    COMP_TYPE=9; COMP_KEY=9
    _luke-train 'luke-train' "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}" 2> /dev/null
    printf '%s\n' "${COMPREPLY[@]}"
    """#,
    "zsh": #"""
    mkdir -p functions && "$LUKE" --generate-completion-script zsh > functions/_luke-train
    zsh -f "$SCRIPTS/offered_by_zsh.zsh" "$PWD/functions" "$LINE"
    """#,
    "fish": #"""
    export HOME=$PWD
    "$LUKE" --generate-completion-script fish > luke-train.fish
    fish --no-config -c 'source luke-train.fish; complete -C "$LINE"' | cut -f 1
    """#,
  ]

  /// What a shell offers, asked as it asks; zsh and fish where they are installed.
  @Test(arguments: questions.keys.sorted(), offers)
  func shellsOffer(_ shell: String, _ offer: (line: String, offers: [String])) throws {
    guard Self.isInstalled(shell) else { return }
    let folder = try WorkFolder()
    for name in ["model.h5", "recipe.json", "recipe.txt"] { try folder.write(name) }
    try FileManager.default.createDirectory(
      atPath: folder.path + "/folder", withIntermediateDirectories: false)
    let program = Program(
      folder: folder.path,
      environment: [
        "LINE": offer.line, "SCRIPTS": packageFolder.appending(path: "Tests/Scripts").path,
      ])
    let result = try program.shell(Self.questions[shell] ?? "")
    #expect(result.status == 0, "\(result.errors)")
    // Folders end with a slash in some shells alone.
    let words = result.output.split(separator: "\n").map {
      $0.trimmingCharacters(in: CharacterSet(charactersIn: " /"))
    }
    #expect(Set(words) == Set(offer.offers), "\(result.output)\(result.errors)")
  }

  private static func isInstalled(_ shell: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: $0 + "/" + shell)
    }
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
