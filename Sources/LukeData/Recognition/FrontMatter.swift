/// Settings in YAML or TOML: alone in a file, or between two rules before its text.
struct FrontMatter {
  /// What the lines are, in words.
  let name: String

  /// Nil where the lines, blank ones left out, are neither.
  init?(_ lines: [String]) {
    guard let first = lines.first else { return nil }
    switch first {
    case "---":
      let head = lines.dropFirst().prefix { $0 != "---" && $0 != "..." }
      guard Self.isYAML(head), head.contains(where: Self.isKey) else { return nil }
      let isAlone = head.count + 2 >= lines.count
      name = isAlone ? "YAML" : "text with YAML before it (front matter)"
    case "+++":
      let head = lines.dropFirst().prefix { $0 != "+++" }
      guard head.count + 1 < lines.count, !head.isEmpty, head.allSatisfy(Self.isSetting) else {
        return nil
      }
      name = "text with TOML before it (front matter)"
    default:
      // Prose has lists and names with colons, but no key below a key.
      guard first.hasPrefix("%YAML") || Self.isYAML(lines[...]) && Self.isNested(lines) else {
        return nil
      }
      name = "YAML"
    }
  }

  private static func isKey(_ line: String) -> Bool {
    line.prefixMatch(of: /[ ]*(- +)*["']?[A-Za-z_][\w.\-\/]*["']?:( |$)/) != nil
  }

  private static func isSetting(_ line: String) -> Bool {
    line.prefixMatch(of: /\s*([\w.\-"]+\s*=|\[|\]|#|["'{}])/) != nil
  }

  /// Whether all lines are keys, items, remarks, or what belongs to the key above.
  private static func isYAML(_ lines: ArraySlice<String>) -> Bool {
    lines.allSatisfy { line in
      isKey(line) || line.hasPrefix(" ") || line.hasPrefix("- ") || line == "-"
        || line.hasPrefix("#") || line == "---"
    }
  }

  /// Whether there are keys, further in, below a key without a value or below the first of an item.
  private static func isNested(_ lines: [String]) -> Bool {
    zip(lines, lines.dropFirst()).contains { above, below in
      let isOpen = above.hasSuffix(":") && !above.hasPrefix(" ") || above.hasPrefix("- ")
      return isKey(above) && isOpen && below.hasPrefix("  ") && isKey(below)
    }
  }
}
