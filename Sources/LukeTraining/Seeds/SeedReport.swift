import LukeJSON
import LukeTasks

/// What each seed of a run came to, and all of them together: the content of `seeds.json`.
package struct SeedReport: Equatable {
  /// What one seed came to.
  package struct Record: Equatable {
    package let seed: Int
    /// The loss of the last steps in the run log.
    var lastLoss: Double?
    var validation: KeptScores?
    var test: KeptScores?

    package init(seed: Int, lastLoss: Double?, validation: KeptScores?, test: KeptScores?) {
      (self.seed, self.lastLoss, self.validation, self.test) = (seed, lastLoss, validation, test)
    }
  }

  /// The seeds that are trained.
  var seeds: [Int]
  /// What is known of seeds, also of such that are not among `seeds` any more.
  var records: [Record] = []
  /// The seed whose model is the final one; nil before there is one.
  package var best: Int?
  /// The checksums of the data that all were trained on.
  package var data: [String: [UInt32]] = [:]

  /// Seeds of which nothing is known yet.
  package init(seeds: [Int]) { self.seeds = seeds }

  /// The record of a seed; nil where its run has not come to its end.
  package subscript(seed: Int) -> Record? {
    get { records.first { $0.seed == seed } }
    set {
      records.removeAll { $0.seed == seed }
      if let newValue { records.append(newValue) }
    }
  }

  /// The records of the seeds that are trained, in their order.
  var trained: [Record] { seeds.compactMap { self[$0] } }

  /// How each score of some data scatters over the seeds, of scores that all of them have.
  func spreads(
    of split: KeyPath<Record, KeptScores?>
  ) -> [(name: String, values: [Double], spread: ScoreSpread)] {
    let scores = trained.compactMap { $0[keyPath: split] }
    guard let first = scores.first, scores.count == trained.count else { return [] }
    return first.values.compactMap { score in
      let values = scores.compactMap { kept in
        kept.values.first { $0.name == score.name }?.value
      }
      if values.count < scores.count { return nil }
      return (score.name, values, ScoreSpread(values))
    }
  }
}

/// Which seed is the best.
extension SeedReport {
  /// The record of the best seed, of equally good ones the first, and by what it was chosen.
  ///
  /// The score on the validation data decides, never that on the test data; where there are none, the loss.
  package var choice: (record: Record, reason: String)? {
    let trained = trained
    let scored = trained.compactMap { record in record.validation.map { (record, $0) } }
    if let first = scored.first, scored.count == trained.count {
      let best = scored.dropFirst().reduce(first) { Self.isBetter($1.1.rank, $0.1.rank) ? $1 : $0 }
      return (
        best.0, "the best by validation \(best.1.deciding) (\(NumberText.fixed(best.1.score, 4)))"
      )
    }
    guard let first = trained.first else { return nil }
    let best = trained.dropFirst().reduce(first) { best, record in
      Self.isBetter(-(record.lastLoss ?? .nan), -(best.lastLoss ?? .nan)) ? record : best
    }
    let loss = best.lastLoss.map { NumberText.fixed($0, 4) } ?? "unknown"
    return (
      best,
      "the one with the lowest loss of its last steps (\(loss)), as there are no validation data, which "
        + "would say more; data.validation names some"
    )
  }

  /// Whether a number is higher than another; what is no number is the lowest.
  private static func isBetter(_ one: Double, _ other: Double) -> Bool {
    one > other || other.isNaN && !one.isNaN
  }
}
