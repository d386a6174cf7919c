import LukeJSON

/// A span of FewRel's JSON: `[name in small letters, id, [[indices of words], ...]]`.
enum FewRelSpan {
  /// What is read otherwise than it is written.
  struct Oddities {
    /// Whether a span has several places.
    var isRepeated = false
    /// Whether the indices of a span leave some out.
    var isBroken = false
  }

  /// The words of the first place.
  static func words(
    _ value: JSONValue?, _ path: String, of words: [String], _ oddities: inout Oddities
  ) throws(JSONText.Fault) -> Range<Int> {
    guard let value else { throw JSONText.Fault(message: "key \"\(path)\" is missing") }
    let places = value.elements.flatMap { $0.count == 3 ? $0[2].elements : nil }
    guard let first = places?.first?.elements, let count = places?.count,
      case let indices = first.compactMap(\.integer), indices.count == first.count,
      let start = indices.min(), let end = indices.max()
    else {
      throw JSONText.Fault(
        message: "\"\(path)\": expected [name, id, [[numbers of words]]] with a word or more")
    }
    guard 0 <= start, end < words.count else {
      throw JSONText.Fault(
        message: "\"\(path)\": \(start) to \(end), end included, is no span of \(words.count) "
          + "word\(words.count == 1 ? "" : "s")")
    }
    let range = start..<end + 1
    if words[range].allSatisfy(\.isInvisible) {
      throw JSONText.Fault(message: "\"\(path)\": the span is blank")
    }
    if let name = PossibleSurface(value.elements?.first?.string)
      .misplaced(range, of: words, shifts: .all)
    {
      throw JSONText.Fault(
        message: "\"\(path)\": words \(start) to \(end) are "
          + "\"\(words[range].joined(separator: " "))\", not \"\(name)\"; words are counted from 0")
    }
    if count > 1 { oddities.isRepeated = true }
    if Set(indices).count < range.count { oddities.isBroken = true }
    return range
  }
}
