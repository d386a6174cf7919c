import LukeSystem

/// Draws examples, each by its number among those of all files.
struct Draw {
  /// What is drawn.
  private(set) var held: Set<Int> = []
  private let all: [[DivisibleExample]]
  private let wanted: Int
  private var generator: SplitMix64

  init(_ all: [[DivisibleExample]], wanted: Int, generator: SplitMix64) {
    (self.all, self.wanted, self.generator) = (all, wanted, generator)
  }

  /// Draws as many examples as are wanted.
  mutating func examples() {
    var numbers = Array(0..<all.reduce(0) { $0 + $1.count })
    generator.shuffle(&numbers)
    held = Set(numbers.prefix(wanted))
  }

  /// Draws documents until there are as many examples as are wanted; one that would go further beyond than
  /// it now falls short stays, and the last one of all too.
  mutating func documents() {
    var documents = all.documents
    generator.shuffle(&documents)
    var left = documents.count
    for document in documents {
      let missing = wanted - held.count
      if missing <= 0 || left == 1 { break }
      if document.count - missing <= missing { held.formUnion(document) }
      left -= 1
    }
    if held.isEmpty, documents.count > 1, let least = documents.min(by: { $0.count < $1.count }) {
      held = Set(least)
    }
  }

  /// Draws the same share of every label, and leaves at least one example of each.
  mutating func labels() {
    let numbers = all.numbersByLabel
    let count = numbers.values.reduce(0) { $0 + $1.count }
    let share = Double(wanted) / Double(count)
    // Those that are owed most by rounding down get one more; of equals the first by name.
    let labels = numbers.keys.sorted()
    var quotas = labels.map { Int((share * Double(numbers[$0]?.count ?? 0)).rounded(.down)) }
    let owed = labels.indices.map {
      share * Double(numbers[labels[$0]]?.count ?? 0) - Double(quotas[$0])
    }
    var missing = wanted - quotas.reduce(0, +)
    for index in labels.indices.sorted(by: { (owed[$1], $0) < (owed[$0], $1) }) where missing > 0 {
      guard quotas[index] + 1 < numbers[labels[index]]?.count ?? 0 else { continue }
      quotas[index] += 1
      missing -= 1
    }
    for (label, quota) in zip(labels, quotas) {
      var own = numbers[label] ?? []
      generator.shuffle(&own)
      held.formUnion(own.prefix(quota))
    }
  }
}

extension [[DivisibleExample]] {
  /// The numbers of the examples of each document, in the order in which documents begin.
  var documents: [[Int]] {
    var documents: [[Int]] = []
    var first = 0
    for examples in self {
      var places: [Int: Int] = [:]
      for (index, example) in examples.enumerated() {
        if let place = places[example.document] {
          documents[place].append(first + index)
        } else {
          places[example.document] = documents.count
          documents.append([first + index])
        }
      }
      first += examples.count
    }
    return documents
  }

  /// The numbers of the examples of each label.
  var numbersByLabel: [String: [Int]] {
    var numbers: [String: [Int]] = [:]
    for (number, example) in joined().enumerated() {
      numbers[example.label ?? "", default: []].append(number)
    }
    return numbers
  }
}
