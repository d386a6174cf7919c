public import LukeModel

/// Masked sequences, packed, and what is to be predicted of them.
public struct MaskedBatch {
  /// What the model reads.
  public let packed: PackedBatch
  /// The hidden words, by their rows in the batch.
  public let words: LukeForMaskedLM.Targets
  /// The hidden entities, by their rows in the batch.
  public let entities: LukeForMaskedLM.Targets

  /// Packs sequences; `paddingID` is the id of `<pad>`, which tells positions from each other.
  public init(_ sequences: ArraySlice<Masking.Result>, paddingID: Int) {
    packed = PackedBatch(sequences.map(\.example), paddingID: paddingID)
    var (words, entities) = ([Masking.HiddenToken](), [Masking.HiddenToken]())
    for (sequence, segment) in zip(sequences, packed.segments) {
      words += sequence.words.map { $0.moved(by: segment.words.lowerBound) }
      entities += sequence.entities.map { $0.moved(by: segment.entities.lowerBound) }
    }
    self.words = .init(rows: words.map { Int32($0.place) }, labels: words.map(\.id))
    self.entities = .init(rows: entities.map { Int32($0.place) }, labels: entities.map(\.id))
  }
}

extension Masking.HiddenToken {
  fileprivate func moved(by distance: Int) -> Self {
    var moved = self
    moved.place += distance
    return moved
  }
}
