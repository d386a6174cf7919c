/// Numbers of lines: the first of them, and how many there are.
package struct LineList: Hashable, Sendable {
  package private(set) var first: [Int] = []
  package private(set) var count = 0

  package init() {}

  package mutating func add(_ line: Int) {
    count += 1
    if first.count < FaultCollector.limit { first.append(line) }
  }
}
