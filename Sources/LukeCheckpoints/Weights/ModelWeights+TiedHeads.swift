import LukeModel

extension ModelWeights {
  /// The weights of `LukeForMaskedLM` with each array once: decoders are the tables themselves.
  ///
  /// transformers writes decoders beside the tables, and the word head's bias under either of two
  /// names. Names are below `luke.`. A decoder that is another matrix than its table has no place in
  /// LUKE: it is left out with a note where `isLenient`, else `CheckpointError` is thrown.
  public func withTiedHeads(isLenient: Bool = false) throws -> ModelWeights {
    var tied = self
    var faults: [String] = []
    for (alias, name) in Self.names.aliases.sorted(by: { $0.key < $1.key }) {
      guard let entry = tied.entries.removeValue(forKey: alias) else { continue }
      guard let original = tied.entries[name] else {
        tied.entries[name] = entry
        continue
      }
      if try original.hasSameValues(as: entry) {
        tied.entries[name]?.fileNames += entry.fileNames
      } else {
        let (here, there) = (entry.nameInFile(alias), original.nameInFile(name))
        faults.append(
          "\(here) is not equal to \(there); LUKE's heads decode with the tables of its encoder")
        // Named here, and once is enough.
        tied.fileNames.removeAll { entry.fileNames.contains($0) }
      }
    }
    if isLenient {
      tied.notes += faults.map { "\(weightOrigin): \($0), so it is left out" }
    } else if !faults.isEmpty {
      throw CheckpointError.badContent(path: weightOrigin, faults: faults)
    }
    return tied
  }

  /// How many numbers the arrays hold; decoders that stand beside the tables that they are count as these.
  public var parameterCount: Int {
    let names = entries.keys.filter { name in
      guard let table = Self.names.aliases[name].flatMap({ entries[$0] }) else { return true }
      return table.shape != entries[name]?.shape
    }
    return names.reduce(0) { $0 + (entries[$1]?.count ?? 0) }
  }

  /// The weights in which arrays that stand under the name of a decoder alone have that of their table.
  var withNamesOfTables: ModelWeights {
    var named = self
    for (alias, name) in Self.names.aliases where named.entries[name] == nil {
      named.entries[name] = named.entries.removeValue(forKey: alias)
    }
    return named
  }

  /// The weights of `LukeForMaskedLM` as transformers of any version reads them.
  ///
  /// Version 5 keeps a word decoder of its own and the bias with it; a folder without them would be
  /// given random ones. A decoder that is there stays what it is.
  var withWordDecoder: ModelWeights {
    let names = Self.names.aliases(of: .wordHead)
    return adding(
      Dictionary(
        names.filter { entries[$0] == nil }.compactMap { alias in
          Self.names.aliases[alias].flatMap { entries[$0] }.map { (alias, $0) }
        }, uniquingKeysWith: { first, _ in first }))
  }
}

extension ModelWeights.Entry {
  /// What the file calls the array that LUKE calls `name`.
  fileprivate func nameInFile(_ name: String) -> String { fileNames.first ?? name }

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
