import LukeJSON

/// An example with its answer and what is annotated, as a line of answers has them, made readable.
package struct ReportExample {
  private let line: JSONValue
  /// The names of labels, by which their colours are chosen.
  private let labels: [String]

  package init(_ line: JSONValue, labels: [String]) { (self.line, self.labels) = (line, labels) }

  /// The labels of entities in lines, in the order in which they come.
  static func labels(of lines: [JSONValue]) -> [String] {
    var labels = DistinctNames(["head", "tail"])
    for line in lines {
      for entity in (line["entities"]?.elements ?? []) + (line["gold"]?.elements ?? []) {
        if let label = entity["label"]?.string { labels.add(label) }
      }
    }
    return labels.all
  }

  /// How sure the model was of what is wrong: of several answers, of the wrong one that it was surest of; 0 where
  /// something is missing alone.
  var confidence: Double {
    if let entities = line["entities"]?.elements, let gold = line["gold"]?.elements,
      !gold.contains(where: { $0.elements != nil })
    {
      return entities.filter { entity in !gold.contains { Self.areSame(entity, $0) } }
        .compactMap { $0["score"]?.double }.max() ?? 0
    }
    let parts = ["entities", "labels", "pairs"].compactMap { line[$0]?.elements }.joined()
    return ([line["score"]?.double] + parts.map { $0["score"]?.double }).compactMap(\.self).max()
      ?? 0
  }

  private static func areSame(_ one: JSONValue, _ other: JSONValue) -> Bool {
    ["start", "end", "label"].allSatisfy { one[$0] == other[$0] }
  }

  /// The most characters of a text that are shown.
  private static let mostCharacters = 600

  /// A piece of a page.
  package var page: String {
    let place =
      [line["file"]?.string, line["line"]?.integer.map(String.init)].compactMap(\.self)
      .joined(separator: ":")
    return """
      <div class="example"><div class="place">\(HTMLText.escaped(place))</div>
      \(lines.joined(separator: "\n"))</div>
      """
  }

  private var lines: [String] {
    if let text = line["text"]?.string, let entities = line["entities"]?.elements {
      return marked(text, entities)
    }
    if let text = line["text"]?.string, let head = line["head"], let tail = line["tail"] {
      return ["<div>\(highlighted(text, [span(head, "head"), span(tail, "tail")]))</div>"]
        + labelLines
    }
    let texts = ["context", "text", "second_text", "question", "query"].compactMap { key in
      line[key]?.string.map { "<div>\(HTMLText.escaped(cut($0)))</div>" }
    }
    let choices = line["choices"]?.elements.map { choices in
      "<div class=\"place\">"
        + HTMLText.escaped(
          choices.map { choice in
            [choice["label"]?.string, choice["text"]?.string].compactMap(\.self).joined(
              separator: " ")
          }.joined(separator: " · "))
        + "</div>"
    }
    return texts + [choices].compactMap(\.self) + labelLines
  }

  /// Annotated entities above those that were found, or once where they are the same.
  private func marked(_ text: String, _ entities: [JSONValue]) -> [String] {
    let found = highlighted(text, entities.map { span($0, nil) })
    guard let gold = line["gold"]?.elements, line["correct"]?.bool != true else {
      return ["<div>\(found)</div>"]
    }
    // Types of mentions are lists beside the mentions.
    if gold.contains(where: { $0.elements != nil }) {
      return ["<div>\(found)</div>", "<div>\(of("annotated"))\(values(line["gold"]))</div>"]
    }
    return [
      "<div>\(of("annotated"))\(highlighted(text, gold.map { span($0, nil) }))</div>",
      "<div>\(of("found"))\(found)</div>",
    ]
  }

  private var labelLines: [String] {
    let answer =
      ["relation", "label", "labels", "answer", "answers", "score"].lazy.compactMap { line[$0] }
      .first
      ?? line["pairs"]
    let isJudged = line.members?.contains { $0.key == "gold" } ?? false
    return (isJudged ? ["<div>\(of("annotated"))\(values(line["gold"]))</div>"] : []) + [
      "<div>\(of("answered"))\(values(answer))</div>"
    ]
  }

  private func of(_ what: String) -> String { "<span class=\"of\">\(what)</span>" }

  private func values(_ value: JSONValue?) -> String {
    guard let value, value != .null else { return "–" }
    if let elements = value.elements {
      let texts = elements.map { element in
        element.members == nil ? values(element) : values(element["label"] ?? element["relation"])
      }
      return texts.isEmpty ? "–" : texts.joined(separator: ", ")
    }
    // A score is a number of a model, and has more digits than anybody reads.
    if case .number(let text) = value, text.contains("."), text.utf8.count > 6,
      let number = value.double
    {
      return LinePlot.short(number)
    }
    return HTMLText.escaped(cut(value.string ?? value.compactText))
  }

  private func cut(_ text: String) -> String {
    text.count > Self.mostCharacters ? text.prefix(Self.mostCharacters) + "…" : text
  }

  // MARK: Spans

  private struct Span {
    var range: Range<Int>
    var label: String
  }

  private func span(_ object: JSONValue, _ name: String?) -> Span? {
    guard let start = object["start"]?.integer, let end = object["end"]?.integer, start < end
    else { return nil }
    let types = object["labels"]?.elements?.compactMap { $0["label"]?.string ?? $0.string }
    let label = name ?? object["label"]?.string ?? types?.joined(separator: ", ") ?? ""
    return Span(range: start..<end, label: label)
  }

  /// The text with its spans marked; of those that overlap, the one that begins first.
  private func highlighted(_ text: String, _ spans: [Span?]) -> String {
    let scalars = Array(text.unicodeScalars)
    func string(_ range: Range<Int>) -> String {
      HTMLText.escaped(String(String.UnicodeScalarView(scalars[range])))
    }
    var (result, position) = ("", 0)
    let sorted = spans.compactMap(\.self).sorted { $0.range.lowerBound < $1.range.lowerBound }
    for span in sorted
    where span.range.lowerBound >= position && span.range.upperBound <= scalars.count {
      let colour = (labels.firstIndex(of: span.label) ?? 0) % LinePlot.colours
      result += string(position..<span.range.lowerBound)
      result +=
        "<mark class=\"c\(colour)\">\(string(span.range))<sub>\(HTMLText.escaped(span.label))</sub></mark>"
      position = span.range.upperBound
    }
    return result + string(position..<scalars.count)
  }
}
