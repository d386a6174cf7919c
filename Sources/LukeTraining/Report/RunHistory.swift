import LukeJSON
import LukeSystem

/// What the files of a run folder tell of how the run went.
///
/// A long run has hundreds of thousands of lines, which are read for each page anew: in one pass, of which the numbers
/// of curves are kept alone.
package struct RunHistory {
  /// What there is of something by optimizer steps.
  package typealias Points = [(x: Double, y: Double)]

  /// What the run noticed of itself.
  package private(set) var notices: [String] = []
  /// Words a second by step.
  package private(set) var speed: Points = []
  /// Resident memory by step, in gigabytes.
  package private(set) var memory: Points = []
  /// Seconds of the steps, and of each other kind of work.
  package private(set) var seconds: [(work: String, seconds: Double)] = []
  /// What is wrong with the run log, to be put after its name; nil for nothing.
  package private(set) var fault: String?
  private var partsOfLoss: [String]?
  /// Numbers of the lines that are of no split, by their keys.
  private var curves: [String: Points] = [:]
  /// Scores of each split by their names.
  private var scoresOfSplits: [String: [String: Points]] = [:]

  /// Reads what is there; lines that are not whole are passed over.
  package init(_ folder: String) {
    var (count, unread, endsUnread) = (0, 0, false)
    for line in Self.lines(folder + "/" + RunFileName.metrics) {
      count += 1
      endsUnread = line?.members == nil
      if endsUnread { unread += 1 }
      if let line { add(line) }
    }
    // The last line of a run that goes on may be half written.
    if unread > 1 || unread == count || unread == 1 && !endsUnread {
      fault = count == 0 ? "holds no lines" : "has \(unread) of \(count) lines that no run writes"
    }
    for line in Self.lines(folder + "/" + RunFileName.timings) {
      if let line { addTimes(line) }
    }
  }

  /// One line after the other: all of them would take many times the room of the file.
  ///
  /// Nil stands for those that are no JSON.
  private static func lines(_ path: String) -> some Sequence<JSONValue?> {
    let isThere = FileStatus(path)?.isFile == true
    let bytes = isThere ? (try? FileAccess.read(path, named: path, what: "run log")) ?? [] : []
    return ByteLines.places(in: bytes).lazy
      .filter { place in bytes[place].contains { $0 > 0x20 } }
      .map { place in try? JSONParser.parse(bytes[place]) }
  }

  /// Adds a line of the run log.
  private mutating func add(_ line: JSONValue) {
    if line["notice"] != nil, let text = line["text"]?.string { notices.append(text) }
    guard let members = line.members else { return }
    if partsOfLoss == nil, line["learning_rate"] != nil {
      let known = ["step", "loss", "learning_rate", "epoch", "gradient_norm", "skipped_steps"]
      partsOfLoss = members.map(\.key).filter { !known.contains($0) }
    }
    guard let step = line["step"]?.double else { return }
    guard let split = line["split"] else {
      for member in members {
        guard let value = member.value.double else { continue }
        curves[member.key, default: []].append((step, value))
      }
      return
    }
    guard let name = split.string else { return }
    // Of single labels, of which there may be thousands, nothing is plotted.
    for member in members where !member.key.contains("/") {
      guard let value = member.value.double else { continue }
      scoresOfSplits[name, default: [:]][member.key, default: []].append((step, value))
    }
  }

  /// Adds a line on times and memory.
  private mutating func addTimes(_ line: JSONValue) {
    let work = line["work"]?.string ?? "steps"
    let time = line["seconds"]?.double ?? 0
    if let index = seconds.firstIndex(where: { $0.work == work }) {
      seconds[index].seconds += time
    } else {
      seconds.append((work, time))
    }
    guard let step = line["step"]?.double else { return }
    if let words = line["words_per_second"]?.double { speed.append((step, words)) }
    if let bytes = line["resident_bytes"]?.double { memory.append((step, bytes / 1e9)) }
  }

  // MARK: Curves

  /// A number by step, from the lines that are of no split.
  package func curve(_ key: String) -> Points { curves[key] ?? [] }

  /// A score of a split by step, shares in percent.
  package func scores(_ split: String, _ key: String) -> Points {
    let scale = ScoreText.isShare(key) ? 100.0 : 1
    return (scoresOfSplits[split]?[key] ?? []).map { ($0.x, scale * $0.y) }
  }

  /// Whether there are scores of a split.
  package func isScored(on split: String) -> Bool { scoresOfSplits[split] != nil }

  /// The names of the parts that the loss has.
  package var lossParts: [String] { partsOfLoss ?? [] }
}
