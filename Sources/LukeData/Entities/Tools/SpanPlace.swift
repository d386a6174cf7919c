/// Finds the Unicode scalars of a span whose offsets may count something else, by the text that the file
/// gives beside them.
struct SpanPlace {
  private let scalars: [Unicode.Scalar]
  private let usual: OffsetUnits
  private let utf16: UTF16Places?
  /// How many spans were taken in other units than the usual ones.
  private(set) var convertedCount = 0

  init(_ text: String, usual: OffsetUnits) {
    scalars = Array(text.unicodeScalars)
    self.usual = usual
    utf16 = UTF16Places.matter(in: scalars) ? UTF16Places(scalars) : nil
  }

  /// The scalars of a span.
  /// - Throws: where it is no span of the text, or not the text that the file says it is.
  mutating func find(_ span: ToolSpan) throws(JSONText.Fault) -> Range<Int> {
    guard 0 <= span.start, span.start < span.end else { throw outside(span) }
    let given = span.start..<span.end
    let asScalars = given.upperBound <= scalars.count ? given : nil
    guard let utf16 else {
      guard let asScalars else { throw outside(span) }
      try check(asScalars, span)
      return asScalars
    }
    let candidates =
      usual == .scalars
      ? [asScalars, utf16.scalars(given)] : [utf16.scalars(given), asScalars]
    guard let surface = span.surface else {
      guard let first = candidates[0] else { throw outside(span) }
      return first
    }
    for (index, candidate) in candidates.enumerated() {
      guard let candidate, text(candidate).plain == surface.plain else { continue }
      if index > 0 { convertedCount += 1 }
      return candidate
    }
    guard let found = candidates[0] ?? candidates[1] else { throw outside(span) }
    throw differs(found, span)
  }

  private func check(_ range: Range<Int>, _ span: ToolSpan) throws(JSONText.Fault) {
    if let surface = span.surface, text(range).plain != surface.plain { throw differs(range, span) }
  }

  private func differs(_ range: Range<Int>, _ span: ToolSpan) -> JSONText.Fault {
    let surface = span.surface ?? ""
    let isInclusive =
      range.upperBound < scalars.count
      && text(range.lowerBound..<range.upperBound + 1).plain == surface.plain
    let kind =
      isInclusive
      ? "the end seems to be that of the last character; offsets count Unicode code points, end exclusive"
      : "offsets count Unicode code points, end exclusive"
    return JSONText.Fault(
      message: "\"\(span.key)\": characters \(span.start) to \(span.end) are \"\(text(range))\", "
        + "not \"\(surface)\"; \(kind)")
  }

  private func outside(_ span: ToolSpan) -> JSONText.Fault {
    JSONText.Fault(
      message: "\"\(span.key)\": \(span.start) to \(span.end) is no span of the text's "
        + "\(scalars.count) characters")
  }

  private func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }
}

extension String {
  /// The text without blanks and line breaks, also those that a tool wrote as `\n`.
  fileprivate var plain: String {
    replacing("\\n", with: "").filter { !$0.isWhitespace }
  }
}
