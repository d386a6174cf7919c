import LukeSystem

/// The keys of an object and where they stand, to find those that are given twice.
struct KeyPlaces {
  private var keys: [(key: String, place: Int)] = []
  /// Holds the keys of objects with many.
  private var table: InternedBytes?
  private var places: [Int] = []

  /// Objects with more keys have a table: comparing all with all would take too long.
  private static let fewKeys = 16

  /// Notes a key; gives its place if it was there before.
  ///
  /// Keys are compared by their bytes: canonically equivalent ones may be different vocabulary entries.
  mutating func add(_ key: String, at place: Int) -> Int? {
    if let (number, isNew) = table?.intern(key) {
      if isNew { places.append(place) }
      return isNew ? nil : places[number]
    }
    if let known = keys.first(where: { $0.key.utf8.elementsEqual(key.utf8) }) { return known.place }
    keys.append((key, place))
    if keys.count > Self.fewKeys {
      var table = InternedBytes()
      for known in keys { _ = table.intern(known.key) }
      (places, keys) = (keys.map(\.place), [])
      self.table = table
    }
    return nil
  }
}
