import LukeJSON
import LukeSystem

/// The observer that keeps `timings.jsonl`: how fast the run is and what memory it holds, a line with every tenth
/// step and with all other work.
///
/// None of it is the same in two runs, so that it has a file of its own: `metrics.jsonl` of a run that was resumed
/// is that of an unbroken one to the byte. What is noted stays when a run is resumed, steps taken again included.
final class TimingsLog: RunObserver {
  private let folder: RunFolder
  private var speed = StepSpeed()
  /// The newest step, where no line tells of it yet.
  private var untold: RunStep?

  init(_ folder: RunFolder) { self.folder = folder }

  func observe(_ event: RunEvent) throws {
    let now = ContinuousClock.now
    switch event {
    case .started: speed.begin(at: now)
    case .step(let step):
      untold = step
      if step.isLogged { try tell(at: now) }
    // A run that is interrupted ends between two lines.
    case .stepsEnded: try tell(at: now)
    case .began(let activity): speed.begin(activity, at: now)
    case .ended(let activity):
      guard let duration = speed.end(activity, at: now) else { return }
      try write([
        ("work", .string(activity.title)), ("time", .string(TimeOfDay.now)),
        ("seconds", .double(duration / .seconds(1))),
        ("resident_bytes", .integer(ResidentMemory.bytes)),
      ])
    default: break
    }
  }

  /// Tells of the steps since the last line.
  private func tell(at now: ContinuousClock.Instant) throws {
    guard let step = untold, let pace = speed.pace(of: step, at: now) else { return }
    untold = nil
    try write(
      [
        ("step", .integer(step.step)), ("time", .string(TimeOfDay.now)),
        ("seconds", .double(pace.seconds)), ("words_per_second", .double(pace.wordsPerSecond)),
        ("data_seconds", .double(pace.dataSeconds)),
        ("flop_per_second", .double(pace.floatingPointOperationsPerSecond)),
      ] + (pace.shareOfProductRate.map { [("share_of_product_rate", .double($0))] } ?? [])
        + [("resident_bytes", .integer(ResidentMemory.bytes))])
  }

  private func write(_ members: [(String, JSONValue)]) throws {
    try Appending.add(
      line: JSONValue.object(members.map { JSONValue.Member(key: $0.0, value: $0.1) }).compactText,
      to: folder.timingsPath)
  }
}
