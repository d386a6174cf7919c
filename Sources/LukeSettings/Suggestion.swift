/// Finds what a person probably meant.
public enum Suggestion {
  /// The candidate nearest to `word` by edit distance, if one is near enough to be meant.
  ///
  /// Near enough is one edit for every three characters; a candidate that `word` begins or ends
  /// also counts (`entity_aware` for `entity_aware_attention`).
  public static func nearest(to word: String, in candidates: [String]) -> String? {
    let word = word.lowercased()
    let scored = candidates.map { ($0, distance(word, $0.lowercased())) }
    if let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(1, word.count / 3) {
      return best.0
    }
    guard word.count >= 4 else { return nil }
    let containing = candidates.filter { $0.hasPrefix(word) || $0.hasSuffix(word) }
    return containing.count == 1 ? containing[0] : nil
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours between two words
  /// (optimal string alignment).
  public static func distance(_ first: String, _ second: String) -> Int {
    let a = Array(first.unicodeScalars)
    let b = Array(second.unicodeScalars)
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
