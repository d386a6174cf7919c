import LukeSystem

/// How often each title was linked to: what an entity vocabulary is built from.
///
/// The titles are kept as bytes in one block, for tens of millions of them. Threads count into a value
/// each, which are then merged.
package struct TitleCounts: Sendable {
  private(set) var titles = ByteCounts()

  /// Starts with no titles.
  package init() {}

  /// The number of different titles.
  package var count: Int { titles.count }

  /// Counts a link to a title, or several; 0 makes the title known and no more.
  ///
  /// Redirects are the caller's: the title is that of the page in the end.
  package mutating func add(_ title: String, count: Int = 1) {
    var title = title
    title.withUTF8 { add(utf8: $0, count: count) }
  }

  /// Counts a link to a title of valid UTF-8.
  package mutating func add(utf8 title: UnsafeBufferPointer<UInt8>, count: Int = 1) {
    precondition(count >= 0, "a title cannot be linked to \(count) times")
    titles.add(Int64(count), to: title)
  }

  /// Adds the counts of other texts; a count stays at the highest number once it is reached.
  package mutating func merge(_ other: TitleCounts) { titles.merge(other.titles) }

  /// The counts of the titles that these stand for, as redirects do.
  package func resolved(by resolve: (String) -> String) -> TitleCounts {
    var result = TitleCounts()
    for number in 0..<count {
      result.add(
        resolve(titles.strings.string(at: number)), count: Int(clamping: titles.counts[number]))
    }
    return result
  }

  /// How often a title was linked to; `nil` when it is not known.
  package func count(of title: String) -> Int? {
    var title = title
    return title.withUTF8 { titles.number(of: $0) }.map { Int(clamping: titles.counts[$0]) }
  }
}
