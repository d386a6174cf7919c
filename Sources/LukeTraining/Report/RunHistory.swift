import LukeJSON
import LukeSystem

/// What the files of a run folder tell of how the run went.
struct RunHistory {
  /// The lines of the run log.
  let metrics: [JSONValue]
  /// The lines on times and memory.
  let timings: [JSONValue]

  /// Reads what is there; lines that are not whole are passed over.
  init(_ folder: String) {
    metrics = Self.lines(folder + "/" + RunFileName.metrics)
    timings = Self.lines(folder + "/" + RunFileName.timings)
  }

  private static func lines(_ path: String) -> [JSONValue] {
    guard FileStatus(path)?.isFile == true,
      let bytes = try? FileAccess.read(path, named: path, what: "run log")
    else { return [] }
    return ByteLines.places(in: bytes).compactMap { try? JSONParser.parse(bytes[$0]) }
  }

  /// A number by step, from the lines that have both.
  func curve(_ key: String) -> [(x: Double, y: Double)] {
    Self.points(metrics.filter { $0["split"] == nil }, key)
  }

  /// A score of a split by step, shares in percent.
  func scores(_ split: String, _ key: String) -> [(x: Double, y: Double)] {
    let scale = ScoreText.isShare(key) ? 100.0 : 1
    return Self.points(metrics.filter { $0["split"]?.string == split }, key)
      .map { ($0.x, scale * $0.y) }
  }

  /// Words a second by step.
  var speed: [(x: Double, y: Double)] { Self.points(timings, "words_per_second") }

  /// Resident memory by step, in gigabytes.
  var memory: [(x: Double, y: Double)] {
    Self.points(timings, "resident_bytes").map { ($0.x, $0.y / 1e9) }
  }

  private static func points(_ lines: [JSONValue], _ key: String) -> [(x: Double, y: Double)] {
    lines.compactMap { line in
      guard let step = line["step"]?.double, let value = line[key]?.double else { return nil }
      return (step, value)
    }
  }

  /// The names of the parts that the loss has.
  var lossParts: [String] {
    let known = [
      "step", "loss", "learning_rate", "epoch", "gradient_norm", "skipped_steps",
    ]
    let line = metrics.first { $0["learning_rate"] != nil }
    return (line?.members ?? []).map(\.key).filter { !known.contains($0) }
  }

  /// What the run noticed of itself.
  var notices: [String] { metrics.filter { $0["notice"] != nil }.compactMap { $0["text"]?.string } }

  /// Seconds of the steps, and of each other kind of work.
  var seconds: [(work: String, seconds: Double)] {
    var sums: [(work: String, seconds: Double)] = []
    for line in timings {
      let work = line["work"]?.string ?? "steps"
      let seconds = line["seconds"]?.double ?? 0
      if let index = sums.firstIndex(where: { $0.work == work }) {
        sums[index].seconds += seconds
      } else {
        sums.append((work, seconds))
      }
    }
    return sums
  }
}
