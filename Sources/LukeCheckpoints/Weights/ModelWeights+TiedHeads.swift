extension ModelWeights {
  /// Other names that files give to arrays of a pretraining head, and the array each of them is.
  private static let tied = [
    "lm_head.decoder.weight": Table.words,
    "lm_head.decoder.bias": "lm_head.bias",
    "entity_predictions.decoder.weight": Table.entities,
  ]

  /// The weights of `LukeForMaskedLM` with each array once: decoders are the tables themselves.
  ///
  /// transformers writes decoders beside the tables, and the word head's bias under either of two
  /// names. Names are below `luke.`. Throws `CheckpointError` where a decoder is another matrix than
  /// its table, which LUKE has no place for.
  public func withTiedHeads() throws -> ModelWeights {
    var tied = self
    var faults: [String] = []
    for (alias, name) in Self.tied.sorted(by: { $0.key < $1.key }) {
      guard let entry = tied.entries.removeValue(forKey: alias) else { continue }
      guard let original = tied.entries[name] else {
        tied.entries[name] = entry
        continue
      }
      if try !original.hasSameValues(as: entry) {
        faults.append(
          "\(alias) is not equal to \(name); LUKE's heads decode with the tables of its encoder")
      }
    }
    if !faults.isEmpty { throw CheckpointError.badContent(path: weightOrigin, faults: faults) }
    return tied
  }

  /// The weights of `LukeForMaskedLM` as transformers of any version reads them.
  ///
  /// Version 5 keeps a word decoder of its own and the bias with it; a folder without them would be
  /// given random ones.
  var withWordDecoder: ModelWeights {
    let names = ["lm_head.decoder.weight", "lm_head.decoder.bias"]
    return adding(
      Dictionary(
        names.compactMap { alias in
          Self.tied[alias].flatMap { entries[$0] }.map { (alias, $0) }
        }, uniquingKeysWith: { first, _ in first }))
  }
}

extension ModelWeights.Entry {
  fileprivate func hasSameValues(as other: ModelWeights.Entry) throws -> Bool {
    guard shape == other.shape else { return false }
    for rows in rowParts {
      func values(_ entry: ModelWeights.Entry) throws -> [Float] {
        try [Float](unsafeUninitializedCapacity: rows.count * rowSize) { buffer, count in
          buffer.initialize(repeating: 0)
          count = rows.count * rowSize
          try entry.readRows(rows, .init(rebasing: buffer[0..<count]))
        }
      }
      if try values(self) != values(other) { return false }
    }
    return true
  }
}
