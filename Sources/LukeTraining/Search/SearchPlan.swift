import LukeSystem

/// Which values a sweep tries together: all combinations, or some at random.
public struct SearchPlan: Hashable, Sendable {
  /// How values are put together.
  public enum Method: Hashable, Sendable {
    /// Every value of each key with every value of the others.
    case grid
    /// So many times a value of each key, drawn with a seed.
    case random(trials: Int, seed: Int)
  }

  /// The keys, in the order of the table.
  public var keys: [SearchKey]
  /// How values are put together.
  public var method: Method

  /// The most trials of a sweep.
  public static let mostTrials = 10_000

  /// Creates a plan.
  /// - Throws: `TrainingError.usage` for a plan that cannot be carried out.
  public init(_ keys: [SearchKey], _ method: Method) throws {
    (self.keys, self.method) = (keys, method)
    if let key = Set(keys.map(\.keyPath)).sorted().first(where: { path in
      keys.count { $0.keyPath == path } > 1
    }) {
      throw TrainingError.usage("\(option) \(key): is given twice; name all values in one")
    }
    if let (key, reason) = keys.lazy.compactMap({ key in
      Self.reason(against: key.keyPath).map { (key.keyPath, $0) }
    }).first {
      throw TrainingError.usage("\(option) \(key): \(reason)")
    }
    if method == .grid { try checkGrid() }
  }

  /// The option of the command that names the keys.
  var option: String { method == .grid ? "--grid" : "--random" }

  private func checkGrid() throws {
    var count = 1
    for key in keys {
      guard case .list(let list) = key.values else {
        throw TrainingError.usage(
          "--grid \(key): is a range, of which a grid cannot try every number; list values with commas, or "
            + "give it to --random")
      }
      let (product, overflows) = count.multipliedReportingOverflow(by: list.count)
      count = overflows ? .max : product
    }
    if count > Self.mostTrials {
      throw TrainingError.usage(
        "--grid: would be more than \(Self.mostTrials) trials; list fewer values, or try some of them "
          + "with --random")
    }
  }

  /// Keys that a sweep does not change, and why.
  private static func reason(against key: String) -> String? {
    let first = key.prefix { $0 != "." && $0 != "[" }
    if first == "output" || first == "description" {
      return "changes nothing of the training; each trial has a folder of its own"
    }
    if key == "training.seeds" {
      return "each trial is trained with one seed; name values of training.seed"
    }
    if key.hasPrefix("data.validation") || key.hasPrefix("data.test") || key == "task"
      || ["task.kind", "task.held_out", "task.metric"].contains(key)
    {
      return "trials that are scored otherwise cannot be compared; set it for all with --set"
    }
    return nil
  }

  /// The values of each trial, in the order of the keys.
  ///
  /// Those of a trial depend on the ones before and on the seed alone, so that more trials are the same and
  /// some more. No values are drawn twice: a few keys with few values may have fewer trials than asked for.
  package var trials: [[String]] {
    switch method {
    case .grid:
      return keys.reduce([[]]) { rows, key in
        guard case .list(let list) = key.values else { return rows }
        return rows.flatMap { row in list.map { row + [$0] } }
      }
    case .random(let count, let seed):
      var generator = SplitMix64(seed: UInt64(bitPattern: Int64(seed)))
      var (rows, known) = ([[String]](), Set<[String]>())
      var failures = 0
      while rows.count < count, failures < Self.mostFailures {
        let row = keys.map { $0.values.draw(&generator) }
        guard known.insert(row).inserted else {
          failures += 1
          continue
        }
        failures = 0
        rows.append(row)
      }
      return rows
    }
  }

  /// How often in a row values may be drawn that were drawn before.
  private static let mostFailures = 1000
}
