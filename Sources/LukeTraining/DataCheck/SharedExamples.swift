import LukeData
import LukeTasks

/// The same sentence in two splits, be it in other case or with other blanks: a model knows by heart what it is
/// scored on.
package enum SharedExamples: FindingKind {
  /// Texts of fewer words are the same by chance.
  private static let fewestWords = 4

  private struct Place {
    var split: Int
    var location: SourceLocation
    var answer: String?
    /// What is compared, as it is written.
    var text: [String]
  }

  package static func findings(in data: CheckedData) -> [Finding] {
    // Of the same files everything is the same, and told.
    let repeated = SameFiles.repeated(in: data)
    var (seen, alike) = ([[String]: Place](), [[String]: Place]())
    var findings: [Finding] = []
    for (number, split) in data.splits.enumerated() {
      var shared: [Int: [(example: CorpusOverview.Example, first: Place)]] = [:]
      for (place, file) in split.files.enumerated() where !repeated.contains([number, place]) {
        for example in file.overview.examples where !example.text.isEmpty {
          let key = [example.text, example.rest]
          let letters = key.map(Self.letters)
          if let first = seen[key] ?? alike[letters] {
            if first.split < number { shared[first.split, default: []].append((example, first)) }
          }
          let place = Place(
            split: number, location: example.location, answer: example.answer, text: key)
          if seen[key] == nil { seen[key] = place }
          if alike[letters] == nil { alike[letters] = place }
        }
      }
      for (other, examples) in shared.sorted(by: { $0.key < $1.key }) {
        findings.append(finding(examples, split, data.splits[other].key))
      }
    }
    return findings
  }

  /// A text without case, and with one blank wherever it has some.
  private static func letters(of text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func finding(
    _ shared: [(example: CorpusOverview.Example, first: Place)], _ split: CheckedData.Split,
    _ other: String
  ) -> Finding {
    let isLong = { (example: CorpusOverview.Example) in
      !example.rest.isEmpty || example.text.split(separator: " ").count >= fewestWords
    }
    let long = shared.filter { isLong($0.example) }
    let shown = long.first ?? shared[0]
    let places = long.isEmpty ? shared : long
    let verb = shared.count == 1 ? "is" : "are"
    let otherwise = shared.count { $0.example.answer != $0.first.answer }
    let short = shared.count - long.count
    let alike = shared.count { $0.first.text != [$0.example.text, $0.example.rest] }
    let details = [
      short > 0 ? "\(short) of fewer than \(fewestWords) words" : nil,
      alike > 0 ? "\(alike) but for case or blanks" : nil,
      otherwise > 0 ? "\(otherwise) with other labels there" : nil,
    ].compactMap(\.self)
    // Nobody can leave out what the program held back itself.
    let remedy =
      split.key == CheckedData.heldBackKey
      ? "keep one of those that are the same, or score other files (data.validation)"
      : "leave \(shared.count == 1 ? "it" : "them") out of one of the two"
    return Finding(
      "same_example", long.isEmpty ? .note : .warning, at: places.map(\.example.location),
      "\(shared.count) of \(counted(split.exampleCount, split.unit)) of \(split.key) \(verb) in "
        + "\(other), too\(details.isEmpty ? "" : " (\(details.joined(separator: ", ")))"), as "
        + "\"\(ShownText.short(shown.example.text))\" in \(shown.first.location)",
      remedy: remedy)
  }
}
