import LukeTasks

extension DataReport {
  /// The most findings of a kind and severity that are shown; the others are counted.
  private static let mostOfKind = 5
  /// The most labels whose counts are shown.
  private static let mostLabels = 20

  /// The report for people: what was read, the first example, and what was found; 80 columns wide.
  public var lines: [String] {
    ["\(recipeFile): \(data.kind)"] + data.splits.flatMap(Self.lines) + labelLines + lengthLines
      + exampleLines + [""] + findingLines
  }

  private static func lines(_ split: CheckedData.Split) -> [String] {
    let files = split.files.flatMap { file in
      let found = file.description.split(separator: ";", maxSplits: 1)
      let counts = found.first.map(String.init) ?? ""
      // Counts of labels have a table.
      let shown =
        file.overview.labels.isEmpty ? counts : String(counts.prefix { $0 != "(" })
      return WrappedText.lines(
        "\(file.path): \(shown.trimmingBlanks)", indent: 2, further: 4)
        + layoutLines(file)
    }
    let rest = split.files.isEmpty ? "nothing could be read" : "not all files could be read"
    return ["", split.key] + files + (split.isWhole ? [] : ["  " + rest])
  }

  private static func layoutLines(_ file: CheckedData.File) -> [String] {
    let layout = file.overview.layout
    if layout.isEmpty {
      let rest = file.description.split(separator: ";", maxSplits: 1).dropFirst().first
      return rest.map { WrappedText.lines(String($0).trimmingBlanks, indent: 4, further: 4) } ?? []
    }
    return WrappedText.lines(
      layout.map { "\($0.name) \($0.value)" }.joined(separator: "; "), indent: 4, further: 6)
  }

  /// How often each label is given in each split.
  private var labelLines: [String] {
    if data.hasScores { return scoreLines }
    let counts = data.splits.map(\.labels)
    let total = counts.reduce(into: [String: Int]()) { total, labels in
      for (label, use) in labels { total[label, default: 0] += use.count }
    }
    if total.isEmpty { return [] }
    let names = total.keys.sorted { (total[$1] ?? 0, $0) < (total[$0] ?? 0, $1) }
    let heading = ["label"] + data.splits.map { $0.key.replacing("data.", with: "") }
    let rows = names.prefix(Self.mostLabels).map { name in
      [ShownText.short(name, 40)] + counts.map { String($0[name]?.count ?? 0) }
    }
    let rest = names.count - rows.count
    return [""] + TextTable.lines([heading] + rows)
      + (rest > 0 ? ["… and \(counted(rest, "more label"))"] : [])
  }

  /// Where the scores of each split are.
  private var scoreLines: [String] {
    let rows = data.splits.compactMap { split in
      ScoreSummary(split.labels).map { scores in
        [
          split.key.replacing("data.", with: ""), String(scores.count),
          ScoreSummary.text(scores.least), scores.meanText, ScoreSummary.text(scores.greatest),
        ]
      }
    }
    if rows.isEmpty { return [] }
    return [""] + TextTable.lines([["scores", "count", "least", "mean", "greatest"]] + rows)
  }

  /// How long the passes are.
  private var lengthLines: [String] {
    let rows = data.splits.compactMap { split in
      split.subwords.map {
        [
          split.key.replacing("data.", with: ""), NumberText.fixed($0.mean, 1),
          String($0.longest), String($0.passCount),
        ]
      }
    }
    if rows.isEmpty { return [] }
    let limit = data.maximumLength.map { " (task.max_length \($0))" } ?? ""
    let share = data.unknownShare.map { "; unknown: \(NumberText.fixed(100 * $0, 2)) %" } ?? ""
    return ["", "subwords of a pass\(limit)\(share)"]
      + TextTable.lines([["", "mean", "longest", "passes"]] + rows).map { "  " + $0 }
  }

  private var exampleLines: [String] {
    guard let example = firstExample else { return [] }
    return [""]
      + WrappedText.lines(
        "the first example as it was understood (\(example.location))", indent: 0, further: 2)
      + example.lines
  }

  private var findingLines: [String] {
    let counts = Finding.Severity.allCases.compactMap { severity in
      let count = count(severity)
      return count == 0 ? nil : counted(count, severity.rawValue)
    }
    if counts.isEmpty { return ["nothing found that is wrong"] }
    var (shown, hidden): ([String: Int], [String: Finding]) = ([:], [:])
    for finding in findings {
      shown[finding.group, default: 0] += 1
      if shown[finding.group] == Self.mostOfKind + 1 { hidden[finding.group] = finding }
    }
    var told: [String: Int] = [:]
    return [counts.joined(separator: ", ")]
      + findings.flatMap { finding -> [String] in
        told[finding.group, default: 0] += 1
        let (place, total) = (told[finding.group] ?? 0, shown[finding.group] ?? 0)
        if place > Self.mostOfKind { return [] }
        let rest = place == Self.mostOfKind && total > place ? total - place : 0
        return WrappedText.lines(
          "\(finding.severity.rawValue): \(finding.description)", indent: 0, further: 2)
          + (rest > 0
            ? ["  … and \(rest) more of this kind\(Self.place(hidden[finding.group]))"] : [])
      }
  }
}

extension DataReport {
  /// Where the first of those is that are not shown.
  private static func place(_ finding: Finding?) -> String {
    guard let finding, let file = finding.file else { return "" }
    let line = finding.line.map { ":\($0)" } ?? ""
    return ", the first in \(file)\(line)"
  }
}

extension Finding {
  /// Findings that are counted together where there are many.
  fileprivate var group: String { "\(severity) \(kind)" }
}
