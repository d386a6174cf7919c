/// Finds examples whose two spans are the same, or cross: what stands between them is nothing then, and a mistake
/// as often as not.
struct EntangledSpans {
  private var same = LineList()
  private var crossing = LineList()

  init(_ examples: [RelationExample]) {
    for example in examples where !example.head.isEmpty && !example.tail.isEmpty {
      let (head, tail) = (example.head, example.tail)
      if head == tail {
        same.add(example.location.line)
      } else if head.overlaps(tail), !Self.holds(head, tail), !Self.holds(tail, head) {
        crossing.add(example.location.line)
      }
    }
  }

  private static func holds(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
    outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
  }

  var notes: [String] {
    [(same, "the same span as head and as tail"), (crossing, "a head and a tail that cross")]
      .compactMap { lines, what in
        guard let line = lines.first.first else { return nil }
        return lines.count == 1
          ? "the example of line \(line) has \(what)"
          : "\(lines.count) examples have \(what), the first of them that of line \(line)"
      }
  }
}
