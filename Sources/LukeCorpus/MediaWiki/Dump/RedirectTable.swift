import LukeSystem

/// Titles that stand for others, with the titles they stand for.
///
/// A Wikipedia has millions of them: each title lies once in one block of bytes.
package struct RedirectTable: Sendable {
  /// How many redirects are followed one after the other.
  package static let maximumStepCount = 10

  private var titles = InternedBytes()
  /// The number of each title's target; −1 where it is none.
  private var targets: [Int32] = []

  /// The number of redirects.
  package private(set) var count = 0

  package init() {}

  /// Adds a redirect; a later one for the same title replaces it.
  package mutating func add(_ title: String, target: String) {
    // Beyond two thousand million titles there is no number for one.
    guard targets.count < Int(Int32.max) - 2 else { return }
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
    guard let found = titles.number(of: title), targets[found] >= 0 else { return nil }
    return titles.string(at: Int(targets[found]))
  }

  /// What a title stands for after all redirects, the title itself if it is none.
  ///
  /// Redirects that lead back to where one was before lead nowhere: then the title stands for itself.
  /// After ten steps the title reached is the answer. Both are as wikipedia2vec has it.
  package func resolve(_ title: String) -> String {
    guard let start = titles.number(of: title), targets[start] >= 0 else { return title }
    var visited = [Int32(start)]
    for _ in 0..<Self.maximumStepCount {
      let next = targets[Int(visited[visited.count - 1])]
      if next < 0 { break }
      if visited.contains(next) { return title }
      visited.append(next)
    }
    return titles.string(at: Int(visited[visited.count - 1]))
  }

  /// Calls `body` with each redirect, in the order in which their titles were met first.
  package func forEach(_ body: (_ title: String, _ target: String) -> Void) {
    for number in targets.indices where targets[number] >= 0 {
      body(titles.string(at: number), titles.string(at: Int(targets[number])))
    }
  }

  private mutating func number(addingIfAbsent title: String) -> Int {
    let (number, isNew) = titles.intern(title)
    if isNew { targets.append(-1) }
    return number
  }
}
