import LukeData

/// Parts of texts in messages.
enum ShownText {
  /// The first words of a text, in one line.
  static func short(_ text: String, _ count: Int = 40) -> String {
    let scalars = text.unicodeScalars.prefix(count)
    return (String(scalars) + (scalars.count < text.unicodeScalars.count ? "…" : "")).asShown
  }
}
