import LukeSystem

/// Parts of about the same size that hold every example once, each by its number among those of all files.
struct EqualParts {
  /// The parts; some are empty where there is too little to be parted.
  private(set) var parts: [Set<Int>]
  private let all: [[DivisibleExample]]
  private var generator: SplitMix64

  init(_ all: [[DivisibleExample]], count: Int, generator: SplitMix64) {
    (self.all, self.generator) = (all, generator)
    parts = Array(repeating: [], count: count)
  }

  /// Deals the examples out one by one.
  mutating func examples() {
    var numbers = Array(0..<all.reduce(0) { $0 + $1.count })
    generator.shuffle(&numbers)
    deal(numbers)
  }

  /// Deals the examples of one label out after those of another, so that each part has its share of every label.
  mutating func labels() {
    var numbers: [Int] = []
    for (_, var own) in all.numbersByLabel.sorted(by: { $0.key < $1.key }) {
      generator.shuffle(&own)
      numbers += own
    }
    deal(numbers)
  }

  /// Gives each document to the part that has the fewest examples by then, the longest first.
  mutating func documents() {
    var documents = all.documents
    generator.shuffle(&documents)
    let longestFirst = documents.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }
    for (_, document) in longestFirst {
      let smallest = parts.indices.min { (parts[$0].count, $0) < (parts[$1].count, $1) } ?? 0
      parts[smallest].formUnion(document)
    }
  }

  private mutating func deal(_ numbers: [Int]) {
    for (place, number) in numbers.enumerated() { parts[place % parts.count].insert(number) }
  }
}
