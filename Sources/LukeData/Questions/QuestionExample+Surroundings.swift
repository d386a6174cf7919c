extension QuestionExample {
  /// How many Unicode scalars around an answer are shown.
  static let shownCount = 40

  /// A span of the context in brackets, with what stands around it: `…the [answer] of…`.
  package func surroundings(of span: Range<Int>) -> String {
    let scalars = Array(context.unicodeScalars)
    func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
    let from = max(0, span.lowerBound - Self.shownCount)
    let to = min(scalars.count, span.upperBound + Self.shownCount)
    return (from > 0 ? "…" : "") + string(from..<span.lowerBound) + "[" + string(span) + "]"
      + string(span.upperBound..<to) + (to < scalars.count ? "…" : "")
  }
}
