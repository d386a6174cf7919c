import ArgumentParser

/// What shells complete, with what the argument parser leaves out of its scripts: that a recipe stands without a
/// command, and takes the options of `train` then, and that `help` is asked of commands.
enum CompletionScript {
  /// Whether a line of arguments asks for a script.
  static func isAsked(by arguments: some Sequence<String>) -> Bool {
    arguments.contains { $0.hasPrefix("--generate-completion-script") }
  }

  /// The commands that `help` tells of, with the names of their own.
  private static var helped: [(name: String, commands: [String])] {
    LukeTrain.configuration.subcommands.map {
      ($0._commandName, $0.configuration.subcommands.map { $0._commandName })
    }
  }

  /// Those that have commands of their own.
  private static var parted: [(name: String, commands: [String])] {
    helped.filter { !$0.commands.isEmpty }
  }

  /// The script of the argument parser for any shell, with recipes and what `help` is asked of.
  static func withRecipes(_ script: String) -> String {
    if script.hasPrefix("#compdef") { return zsh(script) }
    return script.hasPrefix("#!/bin/bash") ? bash(script) : fish(script)
  }

  /// The script with lines before or behind a line, where that stands first: in the function of the program itself.
  private static func adding(
    _ lines: String, before isBefore: Bool, _ line: String, to script: String
  ) -> String {
    guard let place = script.firstRange(of: "\n" + line + "\n") else { return script }
    // What ends the line before belongs to it.
    let cut = isBefore ? script.index(after: place.lowerBound) : place.upperBound
    return String(script[..<cut]) + lines + "\n" + String(script[cut...])
  }

  private static func bash(_ script: String) -> String {
    let recipes = adding(
      #"""
              if [[ "${#unparsed_words[@]}" -gt 0 ]]; then
                  # A recipe stands without a command
                  unparsed_words=("${subcommand}" "${unparsed_words[@]}")
                  _luke-train_train
                  return
              fi
              __luke-train_add_completions -o plusdirs -fX '!*.@(json)'
      """#, before: true, "        # Offer subcommand completions", to: script)
    guard let function = recipes.firstRange(of: "\n_luke-train_help() {\n"),
      let end = recipes[function.upperBound...].firstRange(of: "}\n")
    else { return recipes }
    func offer(_ names: [String], at place: String) -> String {
      """
          if [[ \(place) ]]; then
              COMPREPLY+=($(compgen -W '\(names.joined(separator: " "))' -- "${cur}"))
          fi

      """
    }
    let offers =
      [offer(helped.map(\.name), at: #""${COMP_CWORD}" -eq 2"#)]
      + parted.map {
        offer($0.commands, at: #""${COMP_CWORD}" -eq 3 && "${COMP_WORDS[2]}" = "# + $0.name)
      }
    return String(recipes[..<end.lowerBound]) + offers.joined()
      + String(recipes[end.lowerBound...])
  }

  private static func zsh(_ script: String) -> String {
    let offered = adding(
      """
              # A recipe stands without a command
              _files -g '*.json' && ret=0
      """, before: false, "        _describe -V subcommand subcommands && ret=0", to: script)
    let recipes = adding(
      #"""
              if (( ! ${+functions[_luke-train_${words[1]}]} )); then
                  words=(train "${words[@]}")
                  (( CURRENT++ ))
              fi
      """#, before: false, "    arg)", to: offered)
    let own = parted.map {
      #"[[ "${words[2]}" = \#($0.name) ]] && compadd \#($0.commands.joined(separator: " "))"#
    }
    let places = [
      "'1:command:(\(helped.map(\.name).joined(separator: " ")))'",
      "'2:command:{ \(own.joined(separator: "; ")) }'",
    ]
    return recipes.replacing(
      "        '*:subcommands:'", with: places.map { "        " + $0 }.joined(separator: "\n"))
  }

  private static func fish(_ script: String) -> String {
    let parsed = adding(
      """
              # A recipe stands without a command
              if test -n "$unparsed_tokens[1]"; and not contains -- "$unparsed_tokens[1]" \
      \(MistypedCommand.commands.joined(separator: " "))
                  set unparsed_tokens train $unparsed_tokens
              end
      """, before: true, "        switch $unparsed_tokens[1]", to: script)
    let recipes = parsed.split(separator: "\n").filter {
      $0.contains(#"_for_positional "luke-train train" -eq 1"#)
    }
    // What help is asked of is offered where the command itself is, behind one word more.
    let asked =
      offered(behind: "luke-train", as: #""luke-train help" -eq 1'"#, in: parsed)
      + parted.flatMap { command in
        offered(
          behind: "luke-train \(command.name)",
          as: #""luke-train help" -eq 2; and contains -- \#(command.name) (commandline -o)'"#,
          in: parsed)
      }
    return
      ([parsed]
      + recipes.map { String($0).replacing(#""luke-train train""#, with: #""luke-train""#) } + asked)
      .joined(separator: "\n")
  }

  /// The lines of fish that offer the commands of a command, for another place.
  private static func offered(
    behind command: String, as place: String, in script: String
  ) -> [String] {
    let own = #""\#(command)" -eq 1'"#
    return script.split(separator: "\n").map(String.init).filter {
      $0.contains(own + " -fa ") && !$0.contains(" -fa 'help' ")
    }.map { $0.replacing(own, with: place) }
  }
}
