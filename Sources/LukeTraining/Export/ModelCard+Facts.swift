import LukeCheckpoints
import LukeSystem
import LukeTasks

/// How good a model is, what it learned from, and how.
extension ModelCard {
  // MARK: Scores

  var scores: [String] {
    let known = [("validation", record.validation), ("test", record.test)].filter { $0.1 != nil }
    var parts = ["## Scores"]
    if known.isEmpty {
      parts.append("None are noted.")
    } else {
      let columns = known.map { $0.0 }
      parts.append(
        MarkdownText.table([""] + columns, rows(known.compactMap(\.1)) { !$0.contains("/") }))
      let byLabel = known.compactMap(\.1).flatMap(\.values).contains { $0.name.contains("/") }
      if byLabel, let last = known.last?.1 {
        parts.append("By label, \(columns[columns.count - 1]):")
        parts.append(labelTable(last))
      }
    }
    if !trainedText.isEmpty { parts.append(trainedText) }
    return parts
  }

  /// The score that decides is the first and in bold.
  private func rows(
    _ scores: [ModelRecord.Scores], _ isShown: (String) -> Bool
  ) -> [[String]] {
    let deciding = scores[0].deciding
    var names = [deciding]
    for name in scores.flatMap(\.values).map(\.name) where isShown(name) && !names.contains(name) {
      names.append(name)
    }
    return names.map { name in
      let cells = scores.map { scores in
        scores.values.first { $0.name == name }.map { ScoreText.value(name, $0.value) } ?? ""
      }
      let shown = MarkdownText.escaped(name)
      return [name == deciding ? "**\(shown)**" : shown] + cells
    }
  }

  private func labelTable(_ scores: ModelRecord.Scores) -> String {
    let found = LabelScores(scores)
    return MarkdownText.table(
      ["label"] + found.names.map(MarkdownText.escaped),
      found.labels.map { label in
        [MarkdownText.escaped(label)]
          + found.names.map { name in
            found.values[label]?[name].map { ScoreText.value(name, $0) } ?? ""
          }
      })
  }

  /// When and how long it was trained.
  private var trainedText: String {
    let facts = [
      record.step.map { "\(counted($0, "step"))" },
      record.epoch.map { "\(NumberText.short($0)) passes over the training data" },
      record.seed.map { "seed \($0)" },
    ].compactMap(\.self)
    let training = facts.isEmpty ? nil : "After " + facts.joined(separator: ", ")
    let made = record.created.map { "written \($0)" }
    let text = [training, made].compactMap(\.self).joined(separator: "; ")
    return text.isEmpty ? "" : text + "."
  }

  // MARK: Data

  var data: [String] {
    if record.data.isEmpty { return [] }
    let rows = record.data.flatMap { split -> [[String]] in
      if split.files.isEmpty {
        let count = split.examples.map(\.text) ?? ""
        return [[split.name, "held out of the training data", MarkdownText.escaped(count), ""]]
      }
      return split.files.map { file in
        let facts =
          [file.part].compactMap(\.self) + file.counts.map(\.text)
        return [
          split.name, MarkdownText.escaped(file.name),
          MarkdownText.escaped(facts.joined(separator: ", ")),
          file.checksum.map(Checksum.digits) ?? "",
        ]
      }
    }
    return ["## Data", MarkdownText.table(["", "file", "holds", "CRC-32"], rows)]
  }
}

/// The scores of each label, which are named as `PER/f1`.
struct LabelScores {
  private(set) var labels: [String] = []
  private(set) var names: [String] = []
  private(set) var values: [String: [String: Double]] = [:]

  init(_ scores: ModelRecord.Scores) {
    for score in scores.values {
      // A label may have slashes, too.
      guard let slash = score.name.lastIndex(of: "/") else { continue }
      let label = String(score.name[..<slash])
      let name = String(score.name[score.name.index(after: slash)...])
      if values[label] == nil { labels.append(label) }
      if !names.contains(name) { names.append(name) }
      values[label, default: [:]][name] = score.value
    }
  }
}
