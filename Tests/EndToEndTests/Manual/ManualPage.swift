import Foundation

/// The manual page of the program, `luke-train.1`, made of its help.
struct ManualPage {
  let help: CommandHelp
  let version: String

  /// The page in troff's `man` macros.
  var text: String {
    let lines =
      [
        #".\" Written by `make schema` of what luke-train says of itself."#,
        ".TH LUKE-TRAIN 1 \"\" \"luke-train \(version)\" \"User Commands\"",
        ".SH NAME",
        "luke-train \\- " + Self.escaped(help.abstract ?? ""),
        ".SH SYNOPSIS",
        ".B luke-train", ".I recipe", "[options]", ".br",
        ".B luke-train", ".I command", "[options]",
        ".SH DESCRIPTION",
      ] + Self.paragraphs(help.discussion) + [".SH COMMANDS"]
      + help.commands.flatMap { section($0, name: $0.commandName) }
      + [".SH COMMON OPTIONS", "Commands that have one of these say so."]
      + shared.flatMap(Self.entry) + Self.end
    return lines.joined(separator: "\n") + "\n"
  }

  /// Options that mean the same for every command that has them, once each.
  private var shared: [CommandHelp.Argument] {
    let names = ["--threads", "--quiet", "--verbose", "--replace", "--version", "--help"]
    let all = (help.commands + help.commands.flatMap(\.commands)).flatMap { $0.arguments ?? [] }
    return names.compactMap { name in all.first { $0.options.contains(name) } }
  }

  private func section(_ command: CommandHelp, name: String) -> [String] {
    if !command.commands.isEmpty {
      return command.commands.flatMap { section($0, name: name + " " + $0.commandName) }
    }
    let known = Set(shared.flatMap(\.options))
    let arguments = (command.arguments ?? []).filter(\.shouldDisplay)
    let own = arguments.filter { known.isDisjoint(with: $0.options) }
    let others = arguments.flatMap(\.options).filter {
      known.contains($0) && $0 != "--version" && $0 != "--help"
    }
    let positionals = own.filter { $0.kind == "positional" }.map(Self.placeholder)
    let heading = (["luke-train", name] + positionals).joined(separator: " ")
    return [".SS " + Self.escaped(heading)] + Self.paragraphs(command.abstract)
      + Self.paragraphs(command.discussion) + own.flatMap(Self.entry)
      + (others.isEmpty
        ? [] : [".PP", Self.escaped("Common options: " + others.joined(separator: ", ") + ".")])
  }

  private static func placeholder(_ argument: CommandHelp.Argument) -> String {
    let name = "<\(argument.valueName ?? "value")>" + (argument.isRepeating ? " ..." : "")
    return argument.isOptional ? "[\(name)]" : name
  }

  /// The name of an argument and what it is for.
  private static func entry(_ argument: CommandHelp.Argument) -> [String] {
    let names = (argument.names ?? []).map(\.text).joined(separator: ", ")
    let value = argument.valueName.map { " <\($0)>" } ?? ""
    let name =
      switch argument.kind {
      case "positional": "<\(argument.valueName ?? "value")>"
      case "flag": names
      default: names + value
      }
    let isDefault = argument.abstract?.contains("(default: ") == true
    let initial = isDefault ? nil : argument.defaultValue.map { " (default: \($0))" }
    return [".TP", ".B " + escaped(name), escaped((argument.abstract ?? "") + (initial ?? ""))]
  }

  /// Paragraphs of text; lines that are indented stay lines.
  private static func paragraphs(_ text: String?) -> [String] {
    var lines: [String] = []
    var isCode = false
    for line in (text ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
      let isIndented = line.hasPrefix("  ")
      if isIndented != isCode { lines.append(isIndented ? ".PP\n.nf\n.RS 4" : ".RE\n.fi\n.PP") }
      isCode = isIndented
      if line.isEmpty {
        lines.append(".PP")
      } else {
        lines.append(escaped(String(line.drop { $0 == " " })))
      }
    }
    if isCode { lines.append(".RE\n.fi") }
    return lines.isEmpty || lines == [""] ? [] : [".PP"] + lines
  }

  /// Text in which troff sees no requests and no hyphens that could be typographic.
  private static func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }

  private static let end = [
    ".SH ENVIRONMENT",
    ".TP", ".B LUKE_PRODUCTS",
    "Which library multiplies matrices: onednn or openblas. By default it is oneDNN where it is",
    "installed and the processor has AVX2, else OpenBLAS.",
    ".TP", ".B SOURCE_DATE_EPOCH",
    "Seconds since 1970 that models note as the time of their making; equal runs then give equal files.",
    ".SH FILES",
    ".TP", ".B Checkpoints/<recipe name>/",
    "The folder of a run: recipe.json, metrics.jsonl, run.log, report.html, step\\-*.h5, best.h5, model.h5.",
    ".SH EXIT STATUS",
    ".TP", ".B 0", "good",
    ".TP", ".B 64", "wrong usage or recipe",
    ".TP", ".B 65", "bad data",
    ".TP", ".B 66", "missing input",
    ".TP", ".B 70", "a fault of luke\\-train, or lack of memory",
    ".TP", ".B 74", "input or output failed",
    ".TP", ".B 130, 143, 129, 138, 140, 152",
    "stopped by Ctrl\\-C, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2 or SIGXCPU: 128 and the signal's number",
  ]
}
