public import LukeOptimizers

extension ModelWeights {
  /// The state of an optimizer, as `<group>/<parameter>`, such as `first_moment/<parameter>`.
  ///
  /// Parameters that have taken no step are left out: their arrays are zeros.
  public init(_ optimizer: any Optimizer) {
    var entries: [String: Entry] = [:]
    for state in optimizer.state where state.step > 0 {
      for (group, tensor) in state.arrays {
        let size = state.shape.dropFirst().reduce(1, *)
        entries[state.entryName(group)] = Entry(shape: state.shape) { rows, values in
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

  /// Fills the state of an optimizer from these arrays; what is not here becomes zeros.
  ///
  /// Rows are not compared with checksums: verify the file before. Zeros of a table that has none yet
  /// take no memory.
  ///
  /// Steps taken are restored with `Optimizer.restoreStep(_:of:)` from the document that was written
  /// beside. Throws `CheckpointError` when a shape differs, before anything is changed.
  public func restore(_ optimizer: any Optimizer) throws {
    let states = optimizer.state
    let faults = self.faults(of: states)
    if !faults.isEmpty { throw CheckpointError.badContent(path: weightOrigin, faults: faults) }
    for state in states {
      for (group, tensor) in state.arrays {
        try tensor.withUnsafeMutableBuffer { values in
          guard let entry = entries[state.entryName(group)] else {
            if values.contains(where: { $0 != 0 }) { values.update(repeating: 0) }
            return
          }
          try entry.readChanges(into: values)
        }
      }
    }
  }

  /// Why these arrays are not those of an optimizer.
  private func faults(of states: [OptimizerState]) -> [String] {
    var faults: [String] = []
    var known: Set<String> = []
    for state in states {
      for (group, _) in state.arrays {
        let name = state.entryName(group)
        known.insert(name)
        guard let found = entries[name]?.shape, found != state.shape else { continue }
        faults.append("\(name) is \(found), the model needs \(state.shape)")
      }
    }
    let parameters = Set(states.map(\.name))
    for name in entries.keys.sorted() where !known.contains(name) {
      let parameter = name.split(separator: "/", maxSplits: 1).last.map(String.init)
      faults.append(
        parameter.map(parameters.contains) == true
          ? "\(name) is nothing that the optimizer keeps; another one wrote it"
          : "\(name) belongs to no parameter of the model")
    }
    return faults
  }
}

extension OptimizerState {
  /// The name of an array in a checkpoint.
  fileprivate func entryName(_ group: String) -> String { group + "/" + name }
}
