/// Titles that stand for others, with the titles they stand for.
///
/// A Wikipedia has millions of them: each title lies once in one block of bytes.
package struct RedirectTable: Sendable {
  /// How many redirects are followed one after the other.
  package static let maximumStepCount = 10

  private var bytes: [UInt8] = []
  /// Where each title ends.
  private var ends: [Int] = []
  /// The number of each title's target; −1 where it is none.
  private var targets: [Int32] = []
  /// Numbers of titles by their hash; −1 where free.
  private var slots = [Int32](repeating: -1, count: 64)

  /// The number of redirects.
  package private(set) var count = 0

  package init() {}

  /// Adds a redirect; a later one for the same title replaces it.
  package mutating func add(_ title: String, target: String) {
    // Beyond two thousand million titles there is no number for one.
    guard ends.count < Int(Int32.max) - 2 else { return }
    let title = number(addingIfAbsent: title)
    let target = number(addingIfAbsent: target)
    if targets[title] < 0 { count += 1 }
    targets[title] = Int32(truncatingIfNeeded: target)
  }

  /// Adds all redirects of another table.
  package mutating func add(contentsOf other: RedirectTable) {
    other.forEach { add($0, target: $1) }
  }

  /// The target of a title; nil if it is no redirect.
  package func target(of title: String) -> String? {
    guard let found = number(of: title), targets[found] >= 0 else { return nil }
    return self.title(Int(targets[found]))
  }

  /// What a title stands for after all redirects, the title itself if it is none.
  ///
  /// Redirects that lead back to where one was before lead nowhere: then the title stands for itself.
  /// After ten steps the title reached is the answer. Both are as wikipedia2vec has it.
  package func resolve(_ title: String) -> String {
    guard let start = number(of: title), targets[start] >= 0 else { return title }
    var visited = [Int32(start)]
    for _ in 0..<Self.maximumStepCount {
      let next = targets[Int(visited[visited.count - 1])]
      if next < 0 { break }
      if visited.contains(next) { return title }
      visited.append(next)
    }
    return self.title(Int(visited[visited.count - 1]))
  }

  /// Calls `body` with each redirect, in the order in which their titles were met first.
  package func forEach(_ body: (_ title: String, _ target: String) -> Void) {
    for number in targets.indices where targets[number] >= 0 {
      body(title(number), title(Int(targets[number])))
    }
  }

  // MARK: Titles

  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  private func title(_ number: Int) -> String {
    String(decoding: bytes[range(number)], as: UTF8.self)
  }

  private func number(of title: String) -> Int? {
    var title = title
    let found = title.withUTF8 { slots[slot(of: $0)] }
    return found < 0 ? nil : Int(found)
  }

  private mutating func number(addingIfAbsent title: String) -> Int {
    var title = title
    return title.withUTF8 { title in
      let free = slot(of: title)
      if slots[free] >= 0 { return Int(slots[free]) }
      let number = ends.count
      slots[free] = Int32(truncatingIfNeeded: number)
      bytes.append(contentsOf: title)
      ends.append(bytes.count)
      targets.append(-1)
      if 2 * ends.count > slots.count { grow() }
      return number
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    bytes.withUnsafeBufferPointer { bytes in
      for number in ends.indices {
        let free = slot(of: UnsafeBufferPointer(rebasing: bytes[range(number)]))
        slots[free] = Int32(truncatingIfNeeded: number)
      }
    }
  }

  /// The slot that holds a title, or the free one where it belongs.
  private func slot(of title: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in title { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
    while slots[slot] >= 0, !bytes[range(Int(slots[slot]))].elementsEqual(title) {
      slot = (slot + 1) & mask
    }
    return slot
  }
}
