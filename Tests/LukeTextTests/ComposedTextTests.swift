import Foundation
import LukeText
import Testing

/// Texts whose accents are composed otherwise are the same text to mentions.
@Suite struct ComposedTextTests {
  private func normalized(_ text: String, _ normalization: MentionNormalization = .init())
    -> [UInt8]
  {
    WordedText(text, normalization).bytes
  }

  private func words(_ text: String, _ normalization: MentionNormalization = .init()) -> [String] {
    let worded = WordedText(text, normalization)
    let scalars = Array(text.unicodeScalars)
    return (0..<worded.wordCount).map { word in
      String(String.UnicodeScalarView(scalars[worded.scalars(ofWords: word..<word + 1)]))
    }
  }

  /// Every scalar that Foundation decomposes, of the versions of Unicode that the tables know.
  @Test func everyScalarIsInFormC() {
    var count = 0
    for value in UInt32(0x80)..<0x3_0000 {
      guard let scalar = Unicode.Scalar(value), !scalar.properties.isWhitespace,
        let age = scalar.properties.age, age.major <= 12
      else { continue }
      let text = String(Character(scalar))
      let decomposed = text.decomposedStringWithCanonicalMapping
      if decomposed.unicodeScalars.elementsEqual(text.unicodeScalars) { continue }
      count += 1
      let composed = text.precomposedStringWithCanonicalMapping
      // What it is decomposed to may be white space.
      if decomposed.unicodeScalars.allSatisfy(\.properties.isWhitespace) { continue }
      for form in [text, decomposed] {
        #expect(
          normalized(form, .init(lowercases: false)) == Array(composed.utf8),
          "\(String(value, radix: 16))")
      }
    }
    #expect(count > 13_000)
  }

  @Test(arguments: [
    "Zürich", "Ǟ ṩ ệ", "각 걀 한국어", "e\u{AD}\u{301}", "q\u{307}\u{323} ǰ", "Ω K Å", "a≠b",
    "か\u{3099}",
  ])
  func bothFormsMeet(_ text: String) {
    for strips in [false, true] {
      let normalization = MentionNormalization(stripsAccents: strips)
      let forms = [
        text, text.decomposedStringWithCanonicalMapping, text.precomposedStringWithCanonicalMapping,
        text.uppercased().decomposedStringWithCanonicalMapping,
      ].map { normalized($0, normalization) }
      #expect(Set(forms).count == 1, "\(text), \(strips)")
      let again = normalized(String(decoding: forms[0], as: UTF8.self), normalization)
      #expect(again == forms[0], "\(text), \(strips)")
    }
  }

  /// Words have their marks, stripped or not; what is not composed stands by itself.
  @Test func placesAreThoseOfTheOriginal() {
    let text = "le cafe\u{301}, E\u{301}mile"
    for strips in [false, true] {
      #expect(
        words(text, .init(stripsAccents: strips)).map(\.unicodeScalars.count) == [2, 5, 1, 6])
    }
    #expect(words("x\u{323}y ไก่").map(\.unicodeScalars.count) == [3, 1, 1, 1])
    let found = WordedText(text, .init()).scalars(ofWords: 1..<2)
    #expect(found == 3..<8)
  }

  @Test func aDictionaryFindsBothForms() {
    var index = MentionIndex()
    #expect(index.add(WordedText("Cafe\u{301} Zürich", .init())).isNew)
    #expect(!index.add(WordedText("café Zu\u{308}rich", .init())).isNew)
    #expect(Array(index.text(at: 0).utf8) == Array("café zürich".utf8))
  }
}
