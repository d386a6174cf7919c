import Foundation
import LukeAutodiff
import LukeSystem

/// What is said when memory runs out.
public enum MemoryReport {
  /// What a run has saved so far.
  private static let saved = LockedValue<String?>(nil)

  /// What needs the memory: what would lower it.
  public enum Work: Sendable {
    /// What a run reads and makes before its first step: data, model and optimizer.
    case starting
    /// A run, a trace or a benchmark.
    case training
    /// Answers of a model; how many examples a pass has is not the user's to choose.
    case answering
    /// Anything else.
    case files

    var advice: String {
      switch self {
      case .starting: "take a smaller model or less data"
      case .training:
        "take smaller batches (training.batch_size or batch_tokens, --batch of bench), "
          + "training.gradient_checkpointing, or fewer entities (model.entity_vocabulary, "
          + "--entity-vocabulary of bench)"
      case .answering: "take fewer threads (--threads), shorter sentences or a smaller model"
      case .files: "take fewer threads (--threads, where the command has it), or parts of the input"
      }
    }
  }

  /// What the process is about.
  private static let work = LockedValue(Work.files)

  /// Notes what the process is about from now on.
  public static func note(work: Work) {
    Self.work.withLock { $0 = work }
  }

  /// From now on lack of memory ends in `end`, which shows the report and ends the process.
  public static func install(_ end: @escaping @Sendable (ErrorReport) -> Never) {
    MemoryShortage.end { shortage in
      let saved = saved.withLock { $0 }
      end(ErrorReport(TrainingError.outOfMemory(text(shortage, saved: saved))))
    }
  }

  /// Ends as chosen, for lack of so many bytes.
  public static func end(asking bytes: Int) -> Never { MemoryShortage.end(asking: bytes) }

  /// Notes what a run can go on from, in a few words.
  static func note(saved text: String?) {
    saved.withLock { $0 = text?.shownOnOneLine }
  }

  private static func text(_ shortage: MemoryShortage, saved: String?) -> String {
    let work = work.withLock { $0 }
    let wanted = shortage.wantedBytes.map { "\(size($0)) more were asked for" }
    // What computes nothing has no tensors to speak of.
    let used = work == .files ? nil : "\(size(shortage.liveBytes)) of tensors in use"
    let found = [wanted, used].compactMap(\.self).joined(separator: ", with ")
    let advice = limit.map { "\($0), or \(work.advice)" } ?? work.advice
    return [
      "out of memory: " + [found, advice].filter { !$0.isEmpty }.joined(separator: "; "),
      saved,
    ].compactMap(\.self).joined(separator: "\n")
  }

  /// The limit that the process was given, and what to do about it; nil where it has none.
  private static var limit: String? {
    let limits = [("ulimit -v", RLIMIT_AS), ("ulimit -d", RLIMIT_DATA)].compactMap {
      (name, kind) -> (name: String, bytes: UInt)? in
      var limit = rlimit()
      guard getrlimit(__rlimit_resource_t(kind.rawValue), &limit) == 0,
        limit.rlim_cur <= rlim_t(Int.max)
      else { return nil }
      return (name, UInt(limit.rlim_cur))
    }
    guard let least = limits.min(by: { $0.bytes < $1.bytes }) else { return nil }
    return "the process may have \(size(Int(least.bytes))) (\(least.name)): raise that limit"
  }

  private static func size(_ bytes: Int) -> String {
    NumberText.fixed(Double(bytes) / 0x1p20, bytes < 10 << 20 ? 1 : 0) + " MiB"
  }
}
