/// A sentence with `<e1>`, `</e1>`, `<e2>` and `</e2>` in it, taken apart.
struct MarkedText {
  /// The sentence without tags.
  var text: String { String(String.UnicodeScalarView(scalars)) }
  private(set) var head: Range<Int> = 0..<0
  private(set) var tail: Range<Int> = 0..<0
  private var scalars: [Unicode.Scalar] = []

  private static let tags = ["<e1>", "</e1>", "<e2>", "</e2>"].map { Array($0.unicodeScalars) }

  /// Takes a sentence apart.
  ///
  /// Blanks between a tag and the words it encloses are no part of the span, and where a tag stands
  /// between two blanks, one of them goes with the tag. A span without words is empty, as some of
  /// KBP37's are.
  init(_ marked: some Sequence<Unicode.Scalar>) throws(JSONText.Fault) {
    var places = [Int?](repeating: nil, count: 4)
    let input = Array(marked)
    var index = 0
    while index < input.count {
      guard let tag = Self.tag(in: input, at: index) else {
        let isSecondBlank = input[index] == " " && scalars.last ?? " " == " "
        if !(isSecondBlank && places.contains(scalars.count)) { scalars.append(input[index]) }
        index += 1
        continue
      }
      if places[tag] != nil {
        throw JSONText.Fault(message: "the sentence has \(Self.name(tag)) twice")
      }
      places[tag] = scalars.count
      index += Self.tags[tag].count
    }
    head = try span(places[0], places[1], first: 0)
    tail = try span(places[2], places[3], first: 2)
  }

  /// A sentence without the tags that it has, where they make no two spans.
  static func withoutTags(_ marked: some Sequence<Unicode.Scalar>) -> String {
    let text = String(String.UnicodeScalarView(marked))
    return tags.indices.reduce(text) { $0.replacing(name($1), with: "") }
  }

  private static func tag(in scalars: [Unicode.Scalar], at index: Int) -> Int? {
    guard scalars[index] == "<" else { return nil }
    return tags.firstIndex { scalars[index...].starts(with: $0) }
  }

  private static func name(_ tag: Int) -> String {
    String(String.UnicodeScalarView(tags[tag]))
  }

  private func span(
    _ start: Int?, _ end: Int?, first: Int
  ) throws(JSONText.Fault) -> Range<Int> {
    guard let start else {
      throw JSONText.Fault(message: "the sentence has no \(Self.name(first))")
    }
    guard let end else {
      throw JSONText.Fault(message: "the sentence has no \(Self.name(first + 1))")
    }
    guard start <= end else {
      throw JSONText.Fault(
        message: "\(Self.name(first + 1)) stands before \(Self.name(first))")
    }
    return (start..<end).withoutBlankEnds(in: scalars) ?? start..<start
  }
}
