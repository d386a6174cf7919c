import LukeText

/// The subwords of a passage with a marker before and after each candidate and one for each `@highlight`,
/// without special tokens.
///
/// The pieces of text between markers are tokenized one by one, as the official code does
/// (`preprocess_and_tokenize` of examples/legacy/entity_span_qa/utils.py). There a piece that neither begins
/// with a space nor follows one, and has `@highlight` in it, is first read as a whole, the word `@highlight`
/// included, and then again from there on: models were trained so. Where candidates nest, the markers of the
/// longer one are outside; where they cross, markers cross, too.
struct MarkedPassage {
  /// What stands before the points of a passage's summary.
  static let highlight = "@highlight"

  private(set) var ids: [Int32] = []
  /// Where in ``ids`` each candidate is, its markers included.
  private(set) var candidates: [Range<Int>]
  /// Whether a piece is there twice.
  private(set) var hasRepetition = false

  private let pieces: ClozePieces
  private let markers: ClozeMarkers
  private let repeatsHighlights: Bool

  init(
    _ passage: ClozePassage, _ markers: ClozeMarkers, repeatsHighlights: Bool,
    _ tokenizer: Tokenizer
  ) {
    pieces = ClozePieces(tokenizer)
    (self.markers, self.repeatsHighlights) = (markers, repeatsHighlights)
    candidates = passage.candidates.map { _ in 0..<0 }
    let scalars = ClozePieces.scalars(passage.text)
    var place = 0
    for boundary in ClozeBoundary.all(of: passage.candidates) {
      append(scalars, place..<boundary.place)
      place = boundary.place
      let index = ids.count
      ids.append(markers.entity)
      let start = boundary.isStart ? index : candidates[boundary.candidate].lowerBound
      candidates[boundary.candidate] = start..<index + 1
    }
    append(scalars, place..<scalars.count)
  }

  /// The subwords of a piece.
  private mutating func append(_ scalars: [Unicode.Scalar], _ piece: Range<Int>) {
    let parts = ClozePieces.split(scalars[piece], at: Self.highlight)
    let followsSpace = piece.lowerBound == 0 || scalars[piece.lowerBound - 1] == " "
    let begins = followsSpace || parts[0].first == " "
    if repeatsHighlights, !begins, parts.count > 1 {
      ids += pieces.ids(scalars[piece], afterSpace: false)
      hasRepetition = true
    } else {
      ids += pieces.ids(parts[0], afterSpace: begins)
    }
    for part in parts.dropFirst() {
      ids.append(markers.highlight)
      ids += pieces.ids(part)
    }
  }
}

/// The ids of the tokens that the task adds.
struct ClozeMarkers: Hashable, Sendable {
  /// In the place of `@highlight`.
  var highlight: Int32
  /// In the place of `@placeholder`.
  var placeholder: Int32
  /// Around each candidate.
  var entity: Int32
}

/// Where a marker of a candidate goes.
private struct ClozeBoundary {
  let place: Int
  let isStart: Bool
  let candidate: Int
  /// Where the candidate's other end is.
  let opposite: Int

  static func all(of candidates: [Range<Int>]) -> [ClozeBoundary] {
    candidates.enumerated().flatMap { index, span in
      [
        ClozeBoundary(
          place: span.lowerBound, isStart: true, candidate: index, opposite: span.upperBound),
        ClozeBoundary(
          place: span.upperBound, isStart: false, candidate: index, opposite: span.lowerBound),
      ]
    }.sorted(by: precedes)
  }

  /// At one place ends come before starts; of two starts the one that ends later comes first, of two ends the
  /// one that started later.
  private static func precedes(_ first: ClozeBoundary, _ second: ClozeBoundary) -> Bool {
    if first.place != second.place { return first.place < second.place }
    if first.isStart != second.isStart { return !first.isStart }
    return first.opposite > second.opposite
  }
}
