import LukeCheckpoints
import LukeTasks

/// What a model knows about itself, for people.
extension ModelRecord {
  /// The facts under their names; what is not known has no row.
  var rows: [InspectedRow] {
    scoreRows
      + [
        InspectedRow("trained", trainingText), InspectedRow("made", madeText),
        InspectedRow("hub", hub.text), InspectedRow("machine", machine?.text ?? ""),
      ].filter { !$0.text.isEmpty }
      + data.map { InspectedRow("\($0.name) data", $0.text) }
  }

  private var scoreRows: [InspectedRow] {
    let rows = [("validation", validation), ("test", test)].compactMap { name, scores in
      scores.map { InspectedRow("\(name) score", $0.headline) }
    }
    return rows.isEmpty ? [InspectedRow("score", "none is noted")] : rows
  }

  private var trainingText: String {
    [
      step.map { "step \($0)" }, epoch.map { "epoch \(NumberText.short($0))" },
      trainingSeconds.map { "in \(NumberText.duration($0))" }, seed.map { "seed \($0)" },
      start.map { "from \($0.name) (\($0.weights))" },
    ].compactMap(\.self).joined(separator: ", ")
  }

  private var madeText: String {
    [created, program.map { "by \($0)" }].compactMap(\.self).joined(separator: " ")
  }
}

extension HubFacts {
  /// What the card of the model will tell the hub.
  fileprivate var text: String {
    [
      baseModel.map { "made from \($0)" },
      languages.isEmpty ? nil : "language \(languages.joined(separator: ", "))",
      license.map { "license \($0.identifier)" },
    ].compactMap(\.self).joined(separator: ", ")
  }
}

extension ModelRecord.Scores {
  /// The most scores that are shown beside the deciding one.
  private static let most = 3

  /// The deciding score, and some of all data besides: shares in percent, losses as they are.
  var headline: String {
    let isLoss = rank == -score && score != 0
    if isLoss { return "\(deciding) \(NumberText.fixed(score, 4))" }
    func text(_ score: ModelRecord.Score) -> String {
      "\(score.name) \(ScoreText.value(score.name, score.value))"
    }
    let others = values.filter { $0.name != deciding && !$0.name.contains("/") }
      .prefix(Self.most).map(text)
    return text(.init(name: deciding, value: score))
      + (others.isEmpty ? "" : " (\(others.joined(separator: ", ")))")
  }
}

extension ModelRecord.Split {
  /// Files, and what is in them.
  var text: String {
    if files.count == 1 { return files[0].text }
    let count = examples.map(\.text)
    if files.isEmpty { return count.map { $0 + " held out" } ?? "not known" }
    return [count, "in \(files.count) files: \(TitleRow.list(files.map(\.name)))"]
      .compactMap(\.self).joined(separator: " ")
  }
}

extension ModelRecord.File {
  fileprivate var text: String {
    let facts = ([part].compactMap(\.self) + counts.map(\.text))
      .joined(separator: ", ")
    return facts.isEmpty ? name : "\(name) (\(facts))"
  }
}

extension ModelRecord.Machine {
  fileprivate var text: String {
    "\(processor), \(counted(cores, "core")), \(counted(threads, "thread")), "
      + "\(NumberText.fixed(Double(memory) / 1e9, 1)) GB; \(kernels)"
  }
}
