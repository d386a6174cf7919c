/// Words of a command as a shell reads them.
package enum ShellText {
  /// A word as it is where a shell takes it so, else in quotes; what would steer a terminal or end a line is written as
  /// `$'\n'` has it, so that the word can be shown and pasted.
  package static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || "-_./:=@%+,".utf8.contains(byte)
    }
    if word.unicodeScalars.contains(where: \.steersDisplay) { return escaped(word) }
    if isPlain, !word.isEmpty { return word }
    let parts = word.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "'\\''") + "'"
  }

  /// A word in `$'…'`, as bash, zsh, ksh and POSIX of 2024 read it.
  private static func escaped(_ word: String) -> String {
    var text = "$'"
    for scalar in word.unicodeScalars {
      switch scalar {
      case "'", "\\": text += "\\" + String(scalar)
      case "\t", "\n", "\r": text += scalar.escape
      case _ where scalar.steersDisplay:
        // Three octal digits each end by themselves, whatever comes behind them.
        for byte in String(scalar).utf8 {
          let digits = String(byte, radix: 8)
          text += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "'"
  }
}
