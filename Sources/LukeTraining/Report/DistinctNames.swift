/// Names in the order in which they come first; a task may have tens of thousands of labels.
struct DistinctNames {
  /// The names.
  private(set) var all: [String] = []
  private var known: Set<String> = []

  init(_ names: [String] = []) {
    for name in names { add(name) }
  }

  /// Adds a name, unless it is there.
  mutating func add(_ name: String) {
    if known.insert(name).inserted { all.append(name) }
  }
}
