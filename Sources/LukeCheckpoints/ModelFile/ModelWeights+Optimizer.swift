public import LukeOptimizers

extension ModelWeights {
  /// AdamW's moments, as `first_moment/<parameter>` and `second_moment/<parameter>`.
  ///
  /// Parameters that have taken no step are left out: their moments are zeros.
  public init(_ optimizer: AdamW) {
    var entries: [String: Entry] = [:]
    for state in optimizer.state where state.step > 0 {
      for (group, tensor) in [
        ("first_moment/", state.firstMoment), ("second_moment/", state.secondMoment),
      ] {
        let size = state.shape.dropFirst().reduce(1, *)
        entries[group + state.name] = Entry(shape: state.shape) { rows, values in
          tensor.withUnsafeMutableBuffer { all in
            _ = values.update(fromContentsOf: all[rows.lowerBound * size..<rows.upperBound * size])
          }
        } lend: { body in
          try tensor.withUnsafeMutableBuffer { try body(UnsafeBufferPointer($0)) }
        }
      }
    }
    self.init(weightOrigin: "the optimizer", entries: entries)
  }

  /// Fills AdamW's moments from these arrays; what is not here becomes zeros.
  ///
  /// Rows are not compared with checksums: verify the file before. Zeros of a table that has none yet
  /// take no memory.
  ///
  /// Steps taken are restored with `AdamW.restoreStep(_:of:)` from the document that was written
  /// beside. Throws `CheckpointError` when a shape differs, before anything is changed.
  public func restore(_ optimizer: AdamW) throws {
    let states = optimizer.state
    var faults: [String] = []
    for state in states {
      for group in ["first_moment/", "second_moment/"] {
        guard let found = entries[group + state.name]?.shape, found != state.shape else { continue }
        faults.append("\(group)\(state.name) is \(found), the model needs \(state.shape)")
      }
    }
    let known = Set(states.map(\.name))
    for name in entries.keys.sorted() {
      guard let parameter = name.split(separator: "/", maxSplits: 1).last.map(String.init),
        !known.contains(parameter)
      else { continue }
      faults.append("\(name) belongs to no parameter of the model")
    }
    if !faults.isEmpty { throw CheckpointError.badContent(path: weightOrigin, faults: faults) }
    for state in states {
      for (group, tensor) in [
        ("first_moment/", state.firstMoment), ("second_moment/", state.secondMoment),
      ] {
        try tensor.withUnsafeMutableBuffer { values in
          guard let entry = entries[group + state.name] else {
            if values.contains(where: { $0 != 0 }) { values.update(repeating: 0) }
            return
          }
          try entry.readChanges(into: values)
        }
      }
    }
  }
}
