import Foundation

/// The time that models note.
///
/// `SOURCE_DATE_EPOCH`, by which programs that build things agree on the date that they write, fixes it:
/// equal runs then give equal files, for their durations are not noted either.
package struct RunClock {
  /// The seconds since 1970 that count as now; nil for those of the system.
  private let fixed: Int?
  private let begun = ContinuousClock.now

  /// The name of the variable.
  static let variable = "SOURCE_DATE_EPOCH"
  /// The last second of the year 9999.
  private static let last = 253_402_300_799

  /// A clock that starts now.
  /// - Throws: `TrainingError.usage` where the variable is set to something else than seconds.
  package init(_ environment: [String: String] = ProcessInfo.processInfo.environment) throws {
    guard let text = environment[Self.variable], !text.isEmpty else {
      fixed = nil
      return
    }
    guard let seconds = Int(text), (0...Self.last).contains(seconds) else {
      throw TrainingError.usage(
        "\(Self.variable): must be the seconds since 1970 that models note as their date, from 0 to "
          + "\(Self.last), but is \"\(text)\"; correct it, or unset it for the date of today")
    }
    fixed = seconds
  }

  /// Now, in UTC: `2026-11-27T17:15:02Z`.
  package var date: String {
    TimeOfDay.text(of: fixed.map { Date(timeIntervalSince1970: Double($0)) } ?? .now)
  }

  /// The seconds since the clock was started, to the thousandth; nil where the time is fixed.
  package var seconds: Double? {
    if fixed != nil { return nil }
    return Self.rounded((ContinuousClock.now - begun) / .seconds(1))
  }

  /// A number to three digits.
  static func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }
}
