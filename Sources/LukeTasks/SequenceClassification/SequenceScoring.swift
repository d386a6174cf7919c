import Foundation
import LukeData
import LukeModel
import LukeSystem

/// Scores answers as GLUE does: classes, several labels, or scores.
struct SequenceScoring {
  let settings: SequenceClassificationSettings
  let labels: LabelSet

  func score(_ answered: [(answers: [PredictedText], corpus: TextCorpus)]) -> TaskScores {
    let pairs = answered.flatMap { zip($0.corpus.examples, $0.answers) }
    switch labels.problemType {
    case .regression: return scores(pairs.map { ($0.0.labels, $0.1.score) })
    case .multiLabelClassification:
      return severalLabels(pairs.map { (Set($0.0.labels ?? []), Set($0.1.labels.map(\.name))) })
    case .singleLabelClassification, nil:
      return classes(pairs.map { ($0.0.labels?.first ?? "", $0.1.labels.first?.name ?? "") })
    }
  }

  private func classes(_ pairs: [(gold: String, answer: String)]) -> TaskScores {
    let scores = ClassScores(gold: pairs.map(\.gold), predicted: pairs.map(\.answer))
    var table = ScoreTable()
    var values: [TaskScores.Value] = [
      .init(name: "accuracy", value: scores.accuracy),
      .init(name: "macro_f1", value: scores.macroF1),
      .init(name: "matthews", value: scores.matthews),
    ]
    let positive = settings.positiveLabel ?? (labels.count == 2 ? labels.names[1] : nil)
    if let positive {
      values.append(.init(name: "f1", value: scores.byLabel[positive]?.f1 ?? 0))
    }
    for label in LabelSet.ordered(Set(scores.byLabel.keys)) {
      guard let counts = scores.byLabel[label] else { continue }
      table.add(label, counts)
      values += counts.values(label + "/")
    }
    let named =
      positive.map { ", F1 of \($0.shownOnOneLine) \(percent(scores.byLabel[$0]?.f1 ?? 0))" } ?? ""
    return result(
      values, default: .accuracy,
      table: table.text + "\naccuracy \(percent(scores.accuracy)), macro-F1 "
        + "\(percent(scores.macroF1)), Matthews \(percent(scores.matthews))" + named)
  }

  private func severalLabels(_ pairs: [(gold: Set<String>, answer: Set<String>)]) -> TaskScores {
    var byLabel: [String: PrecisionRecall] = [:]
    var rightCount = 0
    for (gold, answer) in pairs {
      for label in gold { byLabel[label, default: .init()].goldCount += 1 }
      for label in answer { byLabel[label, default: .init()].predictedCount += 1 }
      for label in gold.intersection(answer) { byLabel[label, default: .init()].correctCount += 1 }
      if gold == answer { rightCount += 1 }
    }
    let micro = PrecisionRecall.sum(byLabel.values)
    let names = LabelSet.ordered(Set(byLabel.keys))
    let macroF1 =
      names.isEmpty ? 0 : names.reduce(0) { $0 + (byLabel[$1]?.f1 ?? 0) } / Double(names.count)
    let accuracy = pairs.isEmpty ? 0 : Double(rightCount) / Double(pairs.count)
    var table = ScoreTable()
    table.add("all labels", micro)
    var values = micro.values()
    values += [
      .init(name: "macro_f1", value: macroF1), .init(name: "accuracy", value: accuracy),
    ]
    for name in names {
      guard let counts = byLabel[name] else { continue }
      table.add(name, counts)
      values += counts.values(name + "/")
    }
    return result(
      values, default: .f1,
      table: table.text + "\nmacro-F1 \(percent(macroF1)), exactly right \(percent(accuracy))")
  }

  private func scores(_ pairs: [(gold: [String]?, answer: Float?)]) -> TaskScores {
    let known = pairs.compactMap { gold, answer -> (Double, Double)? in
      guard let gold = gold?.first.flatMap(Double.init), let answer else { return nil }
      return (gold, Double(answer))
    }
    let found = ScoreCorrelations(gold: known.map(\.0), predicted: known.map(\.1))
    let error =
      known.isEmpty
      ? 0 : known.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(known.count)
    return result(
      [
        .init(name: "pearson", value: found.pearson),
        .init(name: "spearman", value: found.spearman),
        .init(name: "pearson_spearman", value: (found.pearson + found.spearman) / 2),
        .init(name: "mean_squared_error", value: error),
      ], default: .pearsonSpearman,
      table:
        "Pearson \(percent(found.pearson)), Spearman \(percent(found.spearman)), mean squared error "
        + String(format: "%.4f", error))
  }

  /// The scores, decided by what the recipe asks for.
  private func result(
    _ values: [TaskScores.Value], default metric: SequenceMetric, table: String
  ) -> TaskScores {
    let name = (settings.metric ?? metric).rawValue
    let deciding = values.first { $0.name == name } ?? values[0]
    return TaskScores(deciding: deciding, values: values, table: table)
  }

  private func percent(_ value: Double) -> String { String(format: "%.2f", value * 100) }
}
