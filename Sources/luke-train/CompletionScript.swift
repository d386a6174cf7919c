import ArgumentParser

/// What shells complete, with what the argument parser leaves out of its scripts: that a recipe stands without a
/// command, and takes the options of `train` then.
enum CompletionScript {
  /// Whether a line of arguments asks for a script.
  static func isAsked(by arguments: some Sequence<String>) -> Bool {
    arguments.contains { $0.hasPrefix("--generate-completion-script") }
  }

  /// The script of the argument parser for any shell, with recipes.
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
    adding(
      #"""
              if [[ "${#unparsed_words[@]}" -gt 0 ]]; then
                  # A recipe stands without a command
                  unparsed_words=("${subcommand}" "${unparsed_words[@]}")
                  _luke-train_train
                  return
              fi
              __luke-train_add_completions -o plusdirs -fX '!*.@(json)'
      """#, before: true, "        # Offer subcommand completions", to: script)
  }

  private static func zsh(_ script: String) -> String {
    let offered = adding(
      """
              # A recipe stands without a command
              _files -g '*.json' && ret=0
      """, before: false, "        _describe -V subcommand subcommands && ret=0", to: script)
    return adding(
      #"""
              if (( ! ${+functions[_luke-train_${words[1]}]} )); then
                  words=(train "${words[@]}")
                  (( CURRENT++ ))
              fi
      """#, before: false, "    arg)", to: offered)
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
    return
      ([parsed]
      + recipes.map { String($0).replacing(#""luke-train train""#, with: #""luke-train""#) })
      .joined(separator: "\n")
  }
}
