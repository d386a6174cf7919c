import LukeData

/// The subwords of a text with a marker before and after each of two spans, without special tokens.
///
/// The pieces of text between markers are tokenized one by one (`convert_examples_to_features` of the
/// official examples/legacy/relation_classification/utils.py). Where spans nest, the markers of the
/// longer one are outside; where they are equal, the head's; where they cross, markers cross too.
struct MarkedSequence {
  /// The markers' ids: the head's and the tail's.
  struct Markers: Hashable, Sendable {
    var head: Int32
    var tail: Int32
  }

  private(set) var ids: [Int32] = []
  /// Where in ``ids`` the head is, its markers included.
  private(set) var head = 0..<0
  /// Where in ``ids`` the tail is, its markers included.
  private(set) var tail = 0..<0

  init(_ example: RelationExample, markers: Markers, encoder: SubwordEncoder) {
    let scalars = Array(example.text.unicodeScalars)
    var position = 0
    func append(upTo end: Int) {
      ids += Self.encode(scalars[position..<end], encoder)
      position = end
    }
    for boundary in Self.boundaries(of: example) {
      append(upTo: boundary.position)
      let index = ids.count
      ids.append(boundary.isHead ? markers.head : markers.tail)
      switch (boundary.isHead, boundary.isStart) {
      case (true, true): head = index..<index + 1
      case (true, false): head = head.lowerBound..<index + 1
      case (false, true): tail = index..<index + 1
      case (false, false): tail = tail.lowerBound..<index + 1
      }
    }
    append(upTo: scalars.count)
  }

  /// Where a marker goes.
  private struct Boundary {
    var position: Int
    var isStart: Bool
    var isHead: Bool
    /// Where the span's other end is.
    var opposite: Int

    /// What comes first at one place: ends, then spans without words, then starts.
    private var rank: Int { position == opposite ? 1 : isStart ? 2 : 0 }

    /// At one place ends come before starts.
    ///
    /// Of two starts the one that ends later comes first, of
    /// two ends the one that started later; between equal spans the head is outside. Of spans without
    /// words, which do not nest, the head comes first.
    static func < (first: Boundary, second: Boundary) -> Bool {
      if first.position != second.position { return first.position < second.position }
      if first.rank != second.rank { return first.rank < second.rank }
      if first.rank == 1 {
        return first.isHead == second.isHead
          ? first.isStart && !second.isStart : first.isHead
      }
      if first.isStart != second.isStart { return !first.isStart }
      if first.opposite != second.opposite { return first.opposite > second.opposite }
      return first.isHead == first.isStart
    }
  }

  private static func boundaries(of example: RelationExample) -> [Boundary] {
    var boundaries: [Boundary] = []
    for (span, isHead) in [(example.head, true), (example.tail, false)] {
      let (start, end) = (span.lowerBound, span.upperBound)
      boundaries.append(Boundary(position: start, isStart: true, isHead: isHead, opposite: end))
      boundaries.append(Boundary(position: end, isStart: false, isHead: isHead, opposite: start))
    }
    return boundaries.sorted { $0 < $1 }
  }

  /// The ids of a piece of text: where subwords carry spaces, blanks at its end are dropped and it
  /// reads as after a space.
  static func encode(
    _ piece: ArraySlice<Unicode.Scalar>, _ encoder: SubwordEncoder
  ) -> [Int32] {
    var piece = piece
    if encoder.marksSpaces {
      while piece.last?.properties.isWhitespace == true { piece.removeLast() }
    }
    if piece.isEmpty { return [] }
    return encoder.ids(String(String.UnicodeScalarView(piece)), encoder.marksSpaces)
  }

  /// The part of the sequence that fits `limit` subwords and holds both spans; nil where none does.
  ///
  /// The start of the sequence where both spans are there, else what is around the spans, half of
  /// the room before them and half after.
  func window(limit: Int) -> Range<Int>? {
    let first = min(head.lowerBound, tail.lowerBound)
    let last = max(head.upperBound, tail.upperBound)
    if last <= limit { return 0..<min(limit, ids.count) }
    let room = limit - (last - first)
    if room < 0 { return nil }
    let right = min(ids.count - last, room - room / 2)
    let left = min(first, room - right)
    return first - left..<last + right
  }
}
