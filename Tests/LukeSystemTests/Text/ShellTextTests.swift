import LukeSystem
import Testing

@Suite struct ShellTextTests {
  @Test(arguments: [
    ("run/model.h5", "run/model.h5"), ("a b", "'a b'"), ("", "''"), ("it's", #"'it'\''s'"#),
    ("$HOME", "'$HOME'"), ("Müller", "Müller"), ("~", "'~'"),
  ])
  func wordsAreQuotedWhereAShellNeedsIt(word: String, quoted: String) {
    #expect(ShellText.quoted(word) == quoted)
  }
}
