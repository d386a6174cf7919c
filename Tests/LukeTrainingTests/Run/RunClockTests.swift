import LukeTestSupport
import LukeTraining
import Testing

/// The time that models note.
@Suite struct RunClockTests {
  @Test func aFixedTimeHasNoDuration() throws {
    let clock = try RunClock(["SOURCE_DATE_EPOCH": "1795799702"])
    #expect(clock.date == "2026-11-27T17:15:02Z")
    #expect(clock.seconds == nil)
    #expect(try RunClock(["SOURCE_DATE_EPOCH": "0"]).date == "1970-01-01T00:00:00Z")
  }

  @Test func theSystemsTimeIsInUTC() throws {
    let clock = try RunClock([:])
    #expect(clock.date.wholeMatch(of: #/20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\dZ/#) != nil)
    let seconds = try #require(clock.seconds)
    #expect((0..<60).contains(seconds))
    #expect(try RunClock(["SOURCE_DATE_EPOCH": ""]).seconds != nil)
  }

  @Test(arguments: ["today", "-1", "1.5", "253402300800"])
  func whatIsNoTimeIsRefused(_ text: String) {
    #expect(
      message { try RunClock(["SOURCE_DATE_EPOCH": text]) }
        == "SOURCE_DATE_EPOCH: must be the seconds since 1970 that models note as their date, from 0 to "
        + "253402300799, but is \"\(text)\"; correct it, or unset it for the date of today")
  }
}
