/// The lines of a text; those that a span goes across are one.
enum BratLines {
  struct Piece {
    let text: String
    let scalars: Range<Int>
    let line: Int

    /// The spans that begin within, counted from its start.
    func spans(of all: [ToolSpan]) -> [ToolSpan] {
      all.filter { scalars.contains($0.start) }.map { span in
        var span = span
        span.start = span.start.saturatingSubtract(scalars.lowerBound)
        span.end = span.end.saturatingSubtract(scalars.lowerBound)
        return span
      }
    }
  }

  static func pieces(of text: String, spans: [ToolSpan]) -> [Piece] {
    let scalars = Array(text.unicodeScalars)
    let crossed = Set(
      spans.flatMap { span in
        (max(0, span.start)..<max(0, span.start, min(span.end, scalars.count))).filter {
          $0 < scalars.count && scalars[$0] == "\n"
        }
      })
    var (pieces, start, line, firstLine) = ([Piece](), 0, 1, 1)
    for index in 0...scalars.count {
      let isEnd = index == scalars.count
      guard isEnd || scalars[index] == "\n" else { continue }
      line += 1
      if !isEnd, crossed.contains(index) { continue }
      let piece = String(String.UnicodeScalarView(scalars[start..<index]))
      if !piece.isInvisible {
        pieces.append(Piece(text: piece, scalars: start..<index, line: firstLine))
      }
      (start, firstLine) = (index + 1, line)
    }
    return pieces
  }
}
