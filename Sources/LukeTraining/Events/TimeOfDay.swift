import Foundation

/// The time of day in UTC, as ISO 8601 writes it to the second: `2026-11-27T09:05:00Z`.
enum TimeOfDay {
  /// Now.
  static var now: String { text(of: .now) }

  /// The text of a moment.
  static func text(of date: Date) -> String { date.formatted(.iso8601) }
}
