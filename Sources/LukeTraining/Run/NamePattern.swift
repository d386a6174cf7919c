/// A pattern of parameter names, in which `*` stands for any run of characters and `?` for one.
struct NamePattern {
  private let pattern: [Character]

  init(_ pattern: String) {
    self.pattern = Array(pattern)
  }

  /// Whether the pattern fits the whole name.
  func matches(_ name: String) -> Bool {
    let text = Array(name)
    var (p, t) = (0, 0)
    var star: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == "?" || pattern[p] == text[t], pattern[p] != "*" {
        (p, t) = (p + 1, t + 1)
      } else if p < pattern.count, pattern[p] == "*" {
        star = (p, t)
        p += 1
      } else if let last = star {
        // Let the last star take one character more, and try again behind it.
        star = (last.pattern, last.text + 1)
        (p, t) = (last.pattern + 1, last.text + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }
}
