import LukeSystem

/// A line of progress that gives up what matters least where it is to fit into a width.
struct ProgressLine {
  /// A piece of the line.
  struct Part {
    /// What it says; nil for nothing.
    let text: String?
    /// How soon it is given up: the highest first.
    let rank: Int

    init(_ text: String?, rank: Int) { (self.text, self.rank) = (text, rank) }
  }

  private var parts: [(text: String, rank: Int)]

  init(_ parts: [Part]) {
    self.parts = parts.compactMap { part in part.text.map { ($0.shownOnOneLine, part.rank) } }
  }

  /// All of it.
  var text: String { parts.map(\.text).joined(separator: "  ") }

  /// As much of it as fits into a width, but for the piece that matters most, which is cut.
  func text(width: Int) -> String {
    var line = self
    while line.parts.count > 1, line.text.count > width,
      let last = line.parts.indices.max(by: { line.parts[$0].rank < line.parts[$1].rank })
    {
      line.parts.remove(at: last)
    }
    return String(line.text.prefix(max(0, width)))
  }

  /// A bar that is filled as far as a share of 1 is done.
  static func bar(_ share: Double, width: Int = 20) -> String {
    let filled = Int((min(1, max(0, share)) * Double(width)).rounded(.down))
    let head = filled < width && filled > 0 ? ">" : ""
    let done = String(repeating: "=", count: filled - head.count) + head
    return "[" + done + String(repeating: " ", count: width - done.count) + "]"
  }
}
