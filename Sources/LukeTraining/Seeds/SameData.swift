import LukeJSON
import LukeTasks

/// Watches several runs for whether they are trained and scored on the same data: those begin later that
/// files may have changed in between.
final class SameData: RunObserver {
  /// The CRC-32 of each file by the key that names it, once they are known.
  private(set) var checksums: [String: [UInt32]]
  /// What to do where they differ.
  private let advice: String
  private var hasLooked = false

  init(_ checksums: [String: [UInt32]], advice: String) {
    (self.checksums, self.advice) = (checksums, advice)
  }

  /// Looks at the first checkpoint of each run.
  func observe(_ event: RunEvent) throws {
    switch event {
    case .started: hasLooked = false
    case .checkpoint(_, let path) where !hasLooked:
      hasLooked = true
      guard let state = RunState(ofCheckpoint: path) else { return }
      try compare(state.inputChecksums.filter { $0.key.hasPrefix("data.") })
    default: break
    }
  }

  /// Looks at a run that is over, for it may not have written a checkpoint any more.
  func look(at run: RunFolder) throws {
    if let checkpoint = try run.checkpoints().first {
      hasLooked = false
      try observe(.checkpoint(step: checkpoint.step, path: checkpoint.path))
    }
  }

  private func compare(_ found: [String: [UInt32]]) throws {
    if checksums.isEmpty { checksums = found }
    let changed = found.keys.filter { found[$0] != checksums[$0] }.sorted()
    if changed.isEmpty { return }
    throw TrainingError.usage(
      "\(changed.joined(separator: ", ")): changed since the first of these runs began; \(advice)")
  }
}

extension SameData {
  /// The checksums as JSON.
  static func json(_ checksums: [String: [UInt32]]) -> JSONValue {
    .object(
      checksums.sorted { $0.key < $1.key }.map { key, values in
        JSONValue.Member(key: key, value: .array(values.map { JSONValue.integer(Int($0)) }))
      })
  }

  /// Reads what ``json(_:)`` writes.
  static func checksums(_ json: JSONValue?) -> [String: [UInt32]] {
    var checksums: [String: [UInt32]] = [:]
    for member in json?.members ?? [] {
      checksums[member.key] = (member.value.elements ?? []).compactMap {
        $0.wholeNumber.flatMap { UInt32(exactly: $0) }
      }
    }
    return checksums
  }
}
