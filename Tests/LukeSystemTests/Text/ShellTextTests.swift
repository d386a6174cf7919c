import LukeSystem
import Testing

@Suite struct ShellTextTests {
  @Test(arguments: [
    ("run/model.h5", "run/model.h5"), ("a b", "'a b'"), ("", "''"), ("it's", #"'it'\''s'"#),
    ("$HOME", "'$HOME'"), ("Müller", "Müller"), ("~", "'~'"),
    ("a\nb", #"$'a\nb'"#), ("it's\u{1B}1\\", #"$'it\'s\0331\\'"#),
    ("\u{202E}\t", #"$'\342\200\256\t'"#),
  ])
  func wordsAreQuotedWhereAShellNeedsIt(word: String, quoted: String) {
    #expect(ShellText.quoted(word) == quoted)
  }
}
