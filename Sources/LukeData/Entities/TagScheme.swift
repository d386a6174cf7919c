/// A way to write entities as one tag a word.
public enum TagScheme: String, Hashable, Sendable, Codable, CaseIterable {
  /// `I-` throughout; `B-` only to part an entity from one of its own type right before it.
  case iob1
  /// `B-` on the first word of each entity, `I-` on the others.
  case iob2
  /// `B-`, `I-`, `E-` on first, inner and last words, `S-` on entities of one word.
  case bioes
  /// As BIOES with `L-` for last and `U-` for one word.
  case bilou
  /// `I-` or the type alone: neighbours of one type are one entity.
  case io
}
