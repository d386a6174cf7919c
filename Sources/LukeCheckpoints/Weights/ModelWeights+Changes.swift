extension ModelWeights {
  /// The same arrays under other names; those that get none are left out.
  public func renamed(_ newName: (String) -> String?) -> ModelWeights {
    var renamed = self
    renamed.entries = [:]
    for (name, entry) in entries {
      if let name = newName(name) { renamed.entries[name] = entry }
    }
    return renamed
  }

  /// The arrays without those that `isUnwanted` names.
  public func removing(where isUnwanted: (String) -> Bool) -> ModelWeights {
    renamed { isUnwanted($0) ? nil : $0 }
  }

  /// The same arrays, with more to say of where they come from.
  func adding(notes: [String]) -> ModelWeights {
    var noted = self
    noted.notes += notes
    return noted
  }

  /// These arrays and those of `other`, which win where both have a name.
  func adding(_ other: [String: Entry]) -> ModelWeights {
    var sum = self
    sum.entries.merge(other) { _, new in new }
    return sum
  }
}

extension ModelWeights.Entry {
  /// The entry of the given rows, in their order; a row may come several times, nil is zeros.
  func selecting(_ rows: [Int?]) -> Self {
    let source = self
    let size = rowSize
    var selected = ModelWeights.Entry(shape: [rows.count] + shape.dropFirst()) { wanted, values in
      var (place, next) = (wanted.lowerBound, 0)
      // Rows that follow one another are read at once.
      while place < wanted.upperBound {
        var end = place + 1
        if let first = rows[place] {
          while end < wanted.upperBound, rows[end] == first + (end - place) { end += 1 }
        }
        let part = UnsafeMutableBufferPointer(
          rebasing: values[next..<(next + (end - place) * size)])
        if let first = rows[place] {
          try source.readRows(first..<(first + (end - place)), part)
        } else {
          part.update(repeating: 0)
        }
        next += part.count
        place = end
      }
    }
    (selected.elementType, selected.fileNames) = (elementType, fileNames)
    return selected
  }
}
