import LukeData
import LukeTasks

/// The same example twice in one split, labelled in two ways.
package enum ContradictingExamples: FindingKind {
  package static func findings(in data: CheckedData) -> [Finding] {
    if data.hasScores { return [] }
    return data.splits.compactMap { split in
      var seen: [[String]: (answer: String, location: SourceLocation)] = [:]
      var found: [(example: CorpusOverview.Example, first: SourceLocation)] = []
      for example in split.files.flatMap(\.overview.examples) {
        guard let answer = example.answer, !example.text.isEmpty else { continue }
        let key = [example.text, example.rest]
        if let first = seen[key] {
          if first.answer != answer { found.append((example, first.location)) }
        } else {
          seen[key] = (answer, example.location)
        }
      }
      guard let first = found.first else { return nil }
      return Finding(
        "contradiction", .warning, at: found.map(\.example.location),
        "\(counted(found.count, split.unit)) of \(split.key) \(found.count == 1 ? "stands" : "stand") "
          + "there before with other labels, as \"\(ShownText.short(first.example.text))\" in "
          + "\(first.first)",
        remedy: "label the same in the same way")
    }
  }
}
