import LukeJSON
import LukeTasks

/// Answers as people read them: the text with what was found in it marked, or with the answer below it.
public struct AnswerView {
  private let isColoured: Bool
  /// The labels that were shown, by which their colours are chosen.
  private var labels: [String] = []

  /// Creates a view.
  /// - Parameter isColoured: whether a terminal colours what is marked; else it stands in brackets.
  public init(isColoured: Bool) { self.isColoured = isColoured }

  /// An answer.
  /// - Parameter line: a line of JSON as `predict` writes it.
  /// - Throws: for what is no JSON.
  public mutating func text(of line: String) throws -> String {
    let answer = try JSONParser.parse(Array(line.utf8))
    if let text = answer["text"]?.string {
      if let entities = answer["entities"]?.elements { return marked(text, entities) }
      if let words = answer["words"]?.elements { return tagged(words) }
      let spans = ["head", "tail"].compactMap { name in
        answer[name].map { span in
          JSONValue.object([
            "start": span["start"] ?? .null, "end": span["end"] ?? .null, "label": .string(name),
          ])
        }
      }
      if !spans.isEmpty { return marked(text, spans) + "\n" + answerLine(answer) }
    }
    let texts = ["context", "text", "second_text", "question", "query"].compactMap {
      answer[$0]?.string?.withBlanksForSteering
    }
    return (texts + [answerLine(answer)]).joined(separator: "\n")
  }

  /// All answers as a page that needs nothing else.
  public static func page(title: String, _ lines: [String]) throws -> String {
    let answers = try lines.map { try JSONParser.parse(Array($0.utf8)) }
    let labels = ReportExample.labels(of: answers)
    let heading = "<header><h1>\(HTMLText.escaped(title))</h1></header>"
    return HTMLText.page(
      title: title, [heading] + answers.map { ReportExample($0, labels: labels).page })
  }

  // MARK: Pieces

  private func answerLine(_ answer: JSONValue) -> String {
    let parts = ["labels", "pairs", "answers"].lazy.compactMap { answer[$0]?.elements }.first
    let values = parts ?? [answer]
    let texts = values.map { value in
      let name = ["relation", "label", "answer"].lazy.compactMap { value[$0]?.string }.first
      let score = value["score"]?.double.map { NumberText.fixed($0, 2) }
      let pair = ["head", "tail"].compactMap { value[$0]?["text"]?.string }
      let ends = parts == nil || pair.count < 2 ? "" : "\(pair[0]) → \(pair[1]): "
      switch (name ?? value.string, score) {
      case (let name?, let score?): return ends + "\(name) (\(score))"
      case (let name?, nil): return ends + name
      case (nil, let score?): return ends + score
      case (nil, nil): return ends + (value["reason"]?.string ?? "no answer")
      }
    }
    return "→ " + (texts.isEmpty ? "none" : texts.joined(separator: ", ")).withBlanksForSteering
  }

  private mutating func tagged(_ words: [JSONValue]) -> String {
    words.map { word in
      let text = (word["text"]?.string ?? "").withBlanksForSteering
      guard let tag = word["tag"]?.string, tag != "O" else { return text }
      return mark(text, tag)
    }.joined(separator: " ")
  }

  /// The text with its spans marked; of those that overlap, the one that begins first.
  private mutating func marked(_ text: String, _ spans: [JSONValue]) -> String {
    let scalars = Array(text.unicodeScalars)
    func string(_ range: Range<Int>) -> String {
      String(String.UnicodeScalarView(scalars[range])).withBlanksForSteering
    }
    let places = spans.compactMap { span -> (range: Range<Int>, label: String)? in
      guard let start = span["start"]?.integer, let end = span["end"]?.integer, start < end,
        start >= 0, end <= scalars.count
      else { return nil }
      let types = span["labels"]?.elements?.compactMap { $0["label"]?.string }
      return (start..<end, span["label"]?.string ?? types?.joined(separator: ", ") ?? "")
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    var (result, position) = ("", 0)
    for place in places where place.range.lowerBound >= position {
      result += string(position..<place.range.lowerBound)
      result += mark(string(place.range), place.label)
      position = place.range.upperBound
    }
    return result + string(position..<scalars.count)
  }

  /// The colours of labels, one after the other: those that are told apart on light and on dark.
  private static let colours = [44, 41, 42, 45, 46, 43]

  private mutating func mark(_ text: String, _ label: String) -> String {
    guard isColoured else { return "[\(text) \(label.withBlanksForSteering)]" }
    if !labels.contains(label) { labels.append(label) }
    let number = labels.firstIndex(of: label) ?? 0
    let colour = Self.colours[number % Self.colours.count]
    return
      "\u{1B}[\(colour);97m \(text) \u{1B}[1m\(label.withBlanksForSteering)\u{1B}[22m \u{1B}[0m"
  }
}
