/// Where in a context answers stand.
struct AnswerSpan {
  /// The scalars of the context.
  let scalars: [Unicode.Scalar]

  init(_ context: String) { scalars = Array(context.unicodeScalars) }

  /// Whether a text begins at a scalar.
  func holds(_ text: [Unicode.Scalar], at start: Int) -> Bool {
    start >= 0 && start <= scalars.count - text.count
      && scalars[start..<start + text.count].elementsEqual(text)
  }

  /// All places where a text begins.
  func starts(of text: [Unicode.Scalar]) -> [Int] {
    guard let first = text.first, text.count <= scalars.count else { return [] }
    return (0...scalars.count - text.count).filter { start in
      scalars[start] == first && holds(text, at: start)
    }
  }

  /// Of the places where a text begins the one that is nearest to a scalar, of equally near ones the first.
  func nearest(to start: Int, of text: [Unicode.Scalar]) -> Int? {
    let start = min(max(start, 0), scalars.count)
    return starts(of: text).min { abs($0 - start) < abs($1 - start) }
  }

  /// What is wrong with an answer that does not begin at a scalar.
  func fault(_ text: [Unicode.Scalar], at start: Int) -> String {
    let there =
      scalars.indices.contains(start)
      ? "where the context has \(shown(Array(scalars[start...].prefix(text.count))))"
      : "for the context has \(scalars.count) characters"
    let message = "\(shown(text)) is not at answer_start \(start), \(there)"
    let taken = "data.answer_starts \"nearest\" takes it from there"
    for (place, unit) in [(utf16Start(start), "UTF-16"), (utf8Start(start), "bytes of UTF-8")] {
      if let place, place != start, holds(text, at: place) {
        return message
          + "; it is at \(place), for the offset counts \(unit), not Unicode code points; "
          + taken
      }
    }
    guard let nearest = nearest(to: start, of: text) else {
      return message + "; the context does not hold it at all"
    }
    return message + "; the nearest place of it is \(nearest); \(taken)"
  }

  /// The most that messages show of an answer.
  private static let shownCount = 40

  private func shown(_ text: [Unicode.Scalar]) -> String {
    let end = text.count > Self.shownCount ? "…" : ""
    return "\"\(String(String.UnicodeScalarView(text.prefix(Self.shownCount))))\(end)\"".asShown
  }

  private func utf16Start(_ units: Int) -> Int? {
    place(of: units) { $0.value > 0xFFFF ? 2 : 1 }
  }

  private func utf8Start(_ bytes: Int) -> Int? { place(of: bytes) { UTF8.width($0) } }

  /// The scalar at which so many units end; nil where none does.
  private func place(of count: Int, _ width: (Unicode.Scalar) -> Int) -> Int? {
    var (units, place) = (0, 0)
    while units < count, place < scalars.count {
      units += width(scalars[place])
      place += 1
    }
    return units == count ? place : nil
  }
}
