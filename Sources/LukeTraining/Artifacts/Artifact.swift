import LukeSystem

/// What follows wholly from its inputs: made once, and used again as long as these stay the same.
///
/// A corpus, a tokenizer, an entity vocabulary, a data set and the features of a labelled file are
/// artifacts.
package protocol Artifact {
  associatedtype Value

  /// What was made of the same inputs before; nil where there is none.
  /// - Throws: what is wrong with it, where it is damaged.
  func kept() throws -> Value?
  /// Makes it of its inputs, and keeps it.
  func make() throws -> Value
}

extension Artifact {
  /// The artifact, and whether it was there; what is damaged is made anew, of which `note` is told.
  package func value(note: (String) throws -> Void) throws -> (value: Value, isKept: Bool) {
    do {
      if let value = try kept() { return (value, true) }
    } catch let error as Interruption {
      throw error
    } catch {
      for line in ErrorReport(error).lines { try note(line) }
      try note("what was made before is damaged, and is made anew")
    }
    return (try make(), false)
  }

  /// The same, and says where what was there lies; `verb` says how it was made before.
  func value(
    at path: String, _ verb: String, _ observer: any RunObserver
  ) throws -> (value: Value, isKept: Bool) {
    let (value, isKept) = try value(note: observer.note)
    if isKept { try observer.note("\(path): \(verb) before; used again") }
    return (value, isKept)
  }
}
