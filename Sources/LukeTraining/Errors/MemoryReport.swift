import LukeAutodiff
import Synchronization

/// What is said when memory runs out.
public enum MemoryReport {
  /// What a run has saved so far.
  private static let saved = Mutex<String?>(nil)

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
    saved.withLock { $0 = text }
  }

  private static func text(_ shortage: MemoryShortage, saved: String?) -> String {
    let wanted = shortage.wantedBytes.map { "\(size($0)) more were asked for, with " } ?? ""
    return [
      "out of memory: \(wanted)\(size(shortage.liveBytes)) of tensors in use; take smaller batches "
        + "(training.batch_size or batch_tokens, --batch of bench), training.gradient_checkpointing, "
        + "or fewer entities (model.entity_vocabulary, --entity-vocabulary of bench)",
      saved,
    ].compactMap(\.self).joined(separator: "\n")
  }

  private static func size(_ bytes: Int) -> String {
    NumberText.fixed(Double(bytes) / 0x1p20, bytes < 10 << 20 ? 1 : 0) + " MiB"
  }
}
