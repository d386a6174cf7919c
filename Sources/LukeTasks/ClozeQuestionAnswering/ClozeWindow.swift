import LukeModel
import LukeText

/// A part of a passage beside its query, as the model reads it.
struct ClozeWindow {
  let example: LukeExample
  /// The indices of the candidates that it holds.
  let candidates: [Int]

  /// The parts of a passage that hold a candidate.
  static func all(
    of passage: MarkedPassage, _ query: MarkedQuery, _ settings: ClozeQuestionAnsweringSettings,
    _ tokenizer: Tokenizer, maskEntityID: Int32
  ) -> [ClozeWindow] {
    let room = settings.maximumLength - tokenizer.sequence(query.ids, []).ids.count
    return parts(of: passage.ids.count, room: room, stride: settings.documentStride).compactMap {
      part in
      let held = passage.candidates.indices.filter {
        passage.candidates[$0].lowerBound >= part.lowerBound
          && passage.candidates[$0].upperBound <= part.upperBound
      }
      if held.isEmpty { return nil }
      let sequence = tokenizer.sequence(query.ids, Array(passage.ids[part]))
      let offset = (sequence.second?.lowerBound ?? 0) - part.lowerBound
      let positions = held.map { index in
        passage.candidates[index].prefix(settings.maximumMentionLength).map { Int32($0 + offset) }
      }
      // Types are given where query and passage differ in them.
      let type = sequence.typeIDs.last ?? 0
      let types: [Int32]? = type == 0 ? nil : [0] + held.map { _ in type }
      return ClozeWindow(
        example: LukeExample(
          wordIDs: sequence.ids, wordTypeIDs: type == 0 ? nil : sequence.typeIDs,
          entityIDs: [Int32](repeating: maskEntityID, count: held.count + 1),
          entityTypeIDs: types,
          entityPositions: [[Int32(sequence.first.lowerBound + query.placeholder)]] + positions),
        candidates: held)
    }
  }

  /// Parts of `count` subwords, `room` long, each beginning `stride` after the one before it, up to the one that
  /// reaches the end.
  private static func parts(of count: Int, room: Int, stride: Int) -> [Range<Int>] {
    guard room > 0 else { return [] }
    var parts: [Range<Int>] = []
    var start = 0
    while start < count {
      let length = min(room, count - start)
      parts.append(start..<start + length)
      if start + length == count { break }
      start += min(length, stride)
    }
    return parts
  }
}
