import LukeSystem
import Testing

@Suite struct SteeringScalarTests {
  @Test(arguments: [
    ("red\u{1B}[31m", #"red\u{1B}[31m"#), ("\u{9B}2J\u{7F}", #"\u{9B}2J\u{7F}"#),
    ("a\u{202E}b\u{2066}c", #"a\u{202E}b\u{2066}c"#), ("a\rb\u{2028}", #"a\rb\u{2028}"#),
    // Joiners and marks of direction are parts of words.
    ("Zoë\u{A0}👩‍👩‍👧 \u{200F}שלום", "Zoë\u{A0}👩‍👩‍👧 \u{200F}שלום"), ("", ""),
  ])
  func whatWouldSteerATerminalIsShown(text: String, shown: String) {
    #expect(text.safelyShown.unicodeScalars.elementsEqual(shown.unicodeScalars))
    #expect(text.shownOnOneLine.unicodeScalars.elementsEqual(shown.unicodeScalars))
    #expect(shown.safelyShown == shown)
  }

  @Test func tabsAndEndsOfLinesStayWhereLinesMay() {
    #expect("a\tb\nc".safelyShown == "a\tb\nc")
    #expect("a\tb\nc".shownOnOneLine == #"a\tb\nc"#)
    #expect("a\tb\nc".lineSafelyShown == "a\tb" + #"\nc"#)
  }
}
