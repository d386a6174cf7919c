import LukeJSON
import LukeSystem

/// The first records of a text once they were asked for; copies of the text share them.
final class RememberedRecords: Sendable {
  private let known = LockedValue<[JSONValue]?>(nil)

  /// What is known, or what `make` gives, which is known from then on.
  func value(_ make: () -> [JSONValue]) -> [JSONValue] {
    if let found = known.withLock({ $0 }) { return found }
    let made = make()
    known.withLock { $0 = made }
    return made
  }
}
