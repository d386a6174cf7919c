import LukeData
import LukeTasks

/// The same sentence in two splits: a model knows by heart what it is scored on.
package enum SharedExamples: FindingKind {
  /// Texts of fewer words are the same by chance.
  private static let fewestWords = 4

  private struct Place {
    var split: Int
    var location: SourceLocation
    var answer: String?
  }

  package static func findings(in data: CheckedData) -> [Finding] {
    // Of the same files everything is the same, and told.
    let repeated = SameFiles.repeated(in: data)
    var seen: [[String]: Place] = [:]
    var findings: [Finding] = []
    for (number, split) in data.splits.enumerated() {
      var shared: [Int: [(example: CorpusOverview.Example, first: Place)]] = [:]
      for (place, file) in split.files.enumerated() where !repeated.contains([number, place]) {
        for example in file.overview.examples where !example.text.isEmpty {
          let key = [example.text, example.rest]
          if let first = seen[key] {
            if first.split < number { shared[first.split, default: []].append((example, first)) }
          } else {
            seen[key] = Place(
              split: number, location: example.location, answer: example.answer)
          }
        }
      }
      for (other, examples) in shared.sorted(by: { $0.key < $1.key }) {
        findings.append(finding(examples, split, data.splits[other].key))
      }
    }
    return findings
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
    let details = [
      short > 0 ? "\(short) of fewer than \(fewestWords) words" : nil,
      otherwise > 0 ? "\(otherwise) with other labels there" : nil,
    ].compactMap(\.self)
    return Finding(
      "same_example", long.isEmpty ? .note : .warning, at: places.map(\.example.location),
      "\(shared.count) of \(counted(split.exampleCount, split.unit)) of \(split.key) \(verb) in "
        + "\(other), too\(details.isEmpty ? "" : " (\(details.joined(separator: ", ")))"), as "
        + "\"\(ShownText.short(shown.example.text))\" in \(shown.first.location)",
      remedy: "leave \(shared.count == 1 ? "it" : "them") out of one of the two")
  }
}
