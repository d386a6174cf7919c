/// The fault that all lines of a file have, or nearly all: whoever sees some of them has seen it.
///
/// One wrong setting makes every line wrong in the same way, and a page of it hides what else there is.
struct CommonFault {
  /// From how many on, and how many of them are listed.
  private static let least = 6, listed = 3
  /// How many messages are told apart; more have no fault in common.
  private static let mostMessages = 64

  private var counts: [String: Int] = [:]

  /// Notes a fault; says whether it is one of the first with its message.
  mutating func note(_ message: String, times: Int = 1) -> Bool {
    guard counts[message] != nil || counts.count < Self.mostMessages else { return false }
    counts[message, default: 0] += times
    return counts[message, default: 0] <= Self.listed
  }

  /// Takes what another one noted.
  mutating func add(_ other: CommonFault) {
    for (message, count) in other.counts { _ = note(message, times: count) }
  }

  /// Some faults with one message as its first ones and a count, if nearly all of `count` have it.
  func summary(of faults: [DataFault], count: Int) -> [DataFault]? {
    guard let (message, times) = counts.max(by: { $0.value < $1.value }), times >= Self.least,
      times * 10 >= count * 9
    else { return nil }
    var shown: [DataFault] = []
    var seen = 0
    for fault in faults {
      if fault.message == message {
        seen += 1
        if seen > Self.listed { continue }
      }
      shown.append(fault)
      if fault.message == message, seen == Self.listed {
        shown[shown.count - 1].repetitions = times - Self.listed
      }
    }
    return shown
  }
}
