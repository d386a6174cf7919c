/// Entities that have more subwords than spans may have, which no answer reaches.
struct LongEntities {
  /// How many have so many subwords.
  let lengths: [Int: Int]
  /// The most subwords of a span.
  let limit: Int

  /// The share of entities that a length should reach, for which one gives up those that are left.
  private static let wanted = 0.99

  /// What to say of them; nil where there are none.
  var note: String? {
    let all = lengths.values.reduce(0, +)
    let count = lengths.filter { $0.key > limit }.values.reduce(0, +)
    guard count > 0, let longest = lengths.keys.max() else { return nil }
    let share = (1000 * count + all / 2) / all
    let percent = share == 0 ? "less than 0.1" : "\(share / 10).\(share % 10)"
    let nearly = length(reaching: Self.wanted)
    let remedy =
      nearly > limit && nearly < longest
      ? "\(nearly) would cover 99 % of all, \(longest) every one"
      : "\(longest) would cover \(count == 1 ? "it" : "them")"
    return "\(count) of \(counted(all, "entity", plural: "entities")) (\(percent) %) "
      + "\(count == 1 ? "has" : "have") more subwords than task.max_mention_length, \(limit); \(remedy)"
  }

  /// The least length that reaches a share of the entities.
  private func length(reaching share: Double) -> Int {
    let all = Double(lengths.values.reduce(0, +))
    var reached = 0
    for (length, count) in lengths.sorted(by: { $0.key < $1.key }) {
      reached += count
      if Double(reached) >= share * all { return length }
    }
    return lengths.keys.max() ?? 0
  }
}
