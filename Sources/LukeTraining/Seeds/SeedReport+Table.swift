import LukeSystem
import LukeTasks

extension SeedReport {
  /// Mean and standard deviation of each score, and which model is kept, for people; scores of single labels
  /// are in the file alone.
  package func table(modelPath: String) -> String {
    let list = seeds.map(String.init).joined(separator: ", ")
    var lines = [
      seeds.count == 1
        ? "scores of one seed (\(list)), which has no standard deviation"
        : "scores of \(counted(seeds.count, "seed")) (\(list)): mean ± standard deviation (n − 1)"
    ]
    let splits = [("validation", spreads(of: \.validation)), ("test", spreads(of: \.test))]
      .map { split in (split.0, split.1.filter { !$0.name.contains("/") }) }
      .filter { !$0.1.isEmpty }
    let names = splits.flatMap { $0.1.map(\.name) }.reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    if !splits.isEmpty {
      lines += TextTable.lines(
        [[""] + splits.map(\.0)]
          + names.map { name in
            [name]
              + splits.map { split in split.1.first { $0.name == name }?.spread.text ?? "" }
          })
    }
    if let choice {
      lines.append(
        "\(modelPath.shownOnOneLine): the model of seed \(choice.record.seed), \(choice.reason)")
    }
    return lines.joined(separator: "\n")
  }
}
