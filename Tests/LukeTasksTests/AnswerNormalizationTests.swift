import LukeTasks
import Testing

/// Expected words are those of SQuAD's `normalize_answer` in Python.
@Suite struct AnswerNormalizationTests {
  private func words(_ answer: String) -> [String] {
    AnswerNormalization.squad.words(of: answer).map { String(String.UnicodeScalarView($0)) }
  }

  @Test func articlesPunctuationAndSpacesAreLeftOut() {
    #expect(words("The  Lighthouse, of\ta (new) town!") == ["lighthouse", "of", "new", "town"])
    #expect(words("An a-the") == ["athe"])
    #expect(words("the") == [])
    #expect(words("another theme") == ["another", "theme"])
    // Python's punctuation is ASCII's alone, and an underscore is a letter that is left out first.
    #expect(words("«the_end» – 1½") == ["«theend»", "–", "1½"])
  }

  @Test func lettersAndSpacesArePythons() {
    // A combining mark is no letter, so an article ends before it.
    #expect(words("a\u{301}b") == ["\u{301}b"])
    #expect(words("x\u{1F}y\u{A0}z\u{3000}w") == ["x", "y", "z", "w"])
    #expect(words("ΟΔΟΣ ΣΑΣ'") == ["οδος", "σας"])
    #expect(words("İ") == ["i\u{307}"])
  }

  @Test func composedAndDecomposedLettersDiffer() {
    let squad = AnswerNormalization.squad
    #expect(squad.words(of: "caf\u{E9}") != squad.words(of: "cafe\u{301}"))
  }

  @Test func overlapCountsEachWordAsOftenAsItStands() {
    // 4/7 in the order in which Python computes it.
    let found = AnswerOverlap.f1(predicted: ["x", "x", "y"], gold: ["x", "y", "y", "z"])
    #expect(found == 0.5714285714285715)
    #expect(AnswerOverlap.f1(predicted: ["x"], gold: ["y"]) == 0)
    #expect(AnswerOverlap.f1(predicted: [String](), gold: []) == 0)
    #expect(AnswerOverlap.f1(predicted: ["x"], gold: ["x"]) == 1)
  }
}
