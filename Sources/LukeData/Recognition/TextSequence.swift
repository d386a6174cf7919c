/// JSON text sequences, RFC 7464: records that begin with a control character, and may have lines.
package enum TextSequence {
  /// What each record begins with.
  package static let mark = "\u{1E}"
  /// What such a file is, with its article.
  package static let name = "a JSON text sequence, whose records begin with the byte 1E"
  /// How lines are made of it.
  package static let advice = #"make JSON Lines of it: tr -d '\036' < file | jq -c ."#

  /// Whether bytes begin as one.
  package static func begins(_ bytes: [UInt8]) -> Bool {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return start.first { !$0.isBlank && $0 != .newline && $0 != 13 } == 0x1E
  }
}
