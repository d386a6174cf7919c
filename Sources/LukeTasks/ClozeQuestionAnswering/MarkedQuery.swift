import LukeText

/// The subwords of a query with a marker in the place of `@placeholder`, without special tokens.
///
/// What is before and what is behind the gap is tokenized by itself, as the official code does
/// (`_process_example` of examples/legacy/entity_span_qa/utils.py). A query that is too long loses words at its
/// end; where the gap itself would be lost, at its start, for the official code then takes another word for it.
struct MarkedQuery {
  let ids: [Int32]
  /// Where in ``ids`` the gap is.
  let placeholder: Int
  /// Whether words were lost.
  let isCut: Bool

  init(
    _ query: String, _ markers: ClozeMarkers, maximumLength: Int, _ tokenizer: Tokenizer
  ) {
    let pieces = ClozePieces(tokenizer)
    let parts = ClozePieces.split(
      ClozePieces.scalars(query)[...], at: ClozeQuestion.placeholder)
    let before = pieces.ids(parts[0], afterSpace: true)
    let after = parts.count > 1 ? pieces.ids(parts[1]) : []
    let all = before + [markers.placeholder] + after
    let start = max(0, before.count + 1 - maximumLength)
    ids = Array(all[start...].prefix(maximumLength))
    placeholder = before.count - start
    isCut = ids.count < all.count
  }
}
