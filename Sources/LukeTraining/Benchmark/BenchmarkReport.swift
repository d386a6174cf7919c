import LukeAutodiff
import LukeJSON
import LukeTasks

/// What a benchmark found.
public struct BenchmarkReport {
  let settings: BenchmarkSettings
  let threadCount: Int
  /// Seconds of each timed step.
  let seconds: [Double]
  /// Median seconds of each phase, in the order they run.
  let phases: [(name: String, seconds: Double)]
  /// Floating-point operations of the matrix products of one step.
  let flopPerStep: Int
  /// What matrix products alone reach here.
  let productRate: Double
  let peakResidentBytes: Int

  private var median: Double { seconds.median }
  private var words: Int { settings.batch * settings.words }
  private var tokens: Int { words + settings.batch * settings.entityCount }
  private var share: Double { Double(flopPerStep) / median / productRate }

  /// All of it as one JSON object.
  public var json: String {
    let phases = phases.map { JSONValue.Member(key: $0.name, value: .double($0.seconds)) }
    let fields: KeyValuePairs<String, JSONValue> = [
      "task": .string(settings.task),
      "size": .string(settings.size.rawValue),
      "precision": .string(settings.precision.rawValue),
      "batch": .integer(settings.batch),
      "words": .integer(settings.words),
      "entities": .integer(settings.entityCount),
      "entity_vocabulary": .integer(settings.entityVocabulary),
      "gradient_checkpointing": .bool(settings.usesCheckpointing),
      "steps": .integer(settings.steps),
      "threads": .integer(threadCount),
      "processor": .string(Processor.name),
      "kernels": .string(Processor.kernels),
      "seconds_per_step": .double(median),
      "seconds_min": .double(seconds.min() ?? 0),
      "seconds_max": .double(seconds.max() ?? 0),
      "words_per_second": .double(Double(words) / median),
      "tokens_per_second": .double(Double(tokens) / median),
      "flop_per_step": .integer(flopPerStep),
      "product_flop_per_second": .double(productRate),
      "share_of_product_rate": .double(share),
      "peak_resident_bytes": .integer(peakResidentBytes),
      "phases": .object(phases),
    ]
    return JSONValue.object(fields).compactText
  }

  /// The report for a reader.
  public var lines: [String] {
    func fixed(_ value: Double, _ digits: Int) -> String { NumberText.fixed(value, digits) }
    let total = phases.reduce(0) { $0 + $1.seconds }
    let width = phases.map(\.name.count).max() ?? 0
    return [
      "\(settings.task) step, LUKE \(settings.size.rawValue), \(settings.precision.rawValue): \(settings.batch) × "
        + "(\(counted(settings.words, "word")) + "
        + "\(counted(settings.entityCount, "entity", plural: "entities"))), entity vocabulary "
        + "\(settings.entityVocabulary)"
        + (settings.usesCheckpointing ? ", gradient checkpointing" : ""),
      "\(Processor.name), \(counted(threadCount, "thread")), \(Processor.kernels)",
      "",
      "step            \(fixed(median, 3)) s (\(fixed(seconds.min() ?? 0, 3))–\(fixed(seconds.max() ?? 0, 3)) s, median of \(seconds.count))",
      "speed           \(fixed(Double(words) / median, 0)) words/s, \(fixed(Double(tokens) / median, 0)) tokens/s",
      "products        \(fixed(Double(flopPerStep) / 1e9, 1)) GFLOP a step; alone they reach \(fixed(productRate / 1e9, 0)) GFLOP/s here",
      "share of it     \(fixed(100 * share, 0)) %",
      "peak memory     \(fixed(Double(peakResidentBytes) / 1_048_576, 0)) MiB",
      "",
    ]
      + phases.map { phase in
        let padding = String(repeating: " ", count: width - phase.name.count)
        return phase.name + padding + "  " + NumberText.padded(fixed(phase.seconds, 4), 8)
          + " s  "
          + NumberText.padded(fixed(100 * phase.seconds / max(total, 1e-12), 1), 5) + " %"
      }
  }
}
