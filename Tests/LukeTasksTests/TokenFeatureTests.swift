import Foundation
import LukeData
import LukeTasks
import LukeText
import Testing

@Suite struct TokenFeatureTests {
  private func sentence(
    _ text: String, _ entities: [(Range<Int>, String)] = []
  ) -> AnnotatedSentence {
    AnnotatedSentence(
      words: text.split(separator: " ").map(String.init),
      entities: entities.map { EntityAnnotation(words: $0, label: $1, line: 1) },
      location: SourceLocation(file: "text", line: 1))
  }

  /// Letters as their own ids, `<` and `>` around the sequence.
  private func features(
    _ sentences: [AnnotatedSentence], labels: [String], length: Int = 512,
    context: EntityContext = .sentence
  ) -> TaskFeatures<TokenFeature> {
    var settings = TokenClassificationSettings()
    (settings.maximumLength, settings.context) = (length, context)
    let letters = SubwordEncoder(
      marksSpaces: false, classificationID: 60, separatorID: 62, unknownID: 63
    ) { text, _ in text.unicodeScalars.map { Int32($0.value) } }
    return TokenFeatureBuilder(
      settings: settings, encoder: letters, labels: LabelSet(labels)
    ).features(of: AnnotatedCorpus(sentences))
  }

  private func read(_ feature: TokenFeature) -> String {
    let scalars = feature.example.wordIDs.compactMap { Unicode.Scalar(UInt32($0)) }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test func theFirstSubwordOfEachWordIsAsked() throws {
    let found = features(
      [sentence("ab c def", [(0..<2, "X")])], labels: ["O", "B-X", "I-X"])
    let feature = try #require(found.features.first)
    #expect(found.features.count == 1)
    #expect(read(feature) == "<abcdef>")
    #expect(feature.starts == [1, 3, 4])
    #expect(feature.labels == [1, 2, 0])
  }

  /// Every word is asked once, in order; the windows are as long as a sequence may be.
  @Test(arguments: [8, 9, 12, 20, 31])
  func longSentencesAreSplitBetweenWords(length: Int) {
    let letters = Array("abcdefgh")
    let words = (0..<40).map { String(repeating: letters[$0 % 8], count: $0 % 3 + 1) }
    let found = features([sentence(words.joined(separator: " "))], labels: ["O"], length: length)
    var asked: [Int] = []
    for feature in found.features {
      #expect(feature.example.wordIDs.count <= length)
      for (offset, start) in feature.starts.enumerated() {
        let word = feature.firstWord + offset
        asked.append(word)
        let scalars = words[word].unicodeScalars.map { Int32($0.value) }
        #expect(feature.example.wordIDs[Int(start)...].starts(with: scalars))
      }
    }
    #expect(asked == Array(0..<40))
    #expect(
      found.notes == [
        "text: 1 sentence is longer than task.max_length, \(length), and read in \(found.features.count) parts"
      ])
  }

  @Test func theDocumentStandsAround() {
    let sentences = [sentence("ab"), sentence("cd"), sentence("ef")]
    #expect(features(sentences, labels: ["O"]).features.map(read) == ["<ab>", "<cd>", "<ef>"])
    let around = features(sentences, labels: ["O"], context: .document).features
    #expect(around.map(read) == ["<abcdef>", "<abcdef>", "<abcdef>"])
    #expect(around.map(\.starts) == [[1], [3], [5]])
  }

  @Test func whatTagsCannotTellIsReported() {
    let found = features(
      [sentence("a b c", [(0..<2, "X"), (1..<3, "X"), (2..<3, "Y")])],
      labels: ["O", "B-X", "I-X"])
    #expect(found.features.map(\.labels) == [[1, 2, TokenFeature.ignoredLabel]])
    #expect(
      found.unreachable.map(\.description) == [
        "text:1: B-Y \"c\": the training data have no such tag",
        "text:1: X \"b c\": shares words with another entity, and a word has one tag",
      ])
  }

  @Test func tagsAreThoseOfTheDataOutsideFirst() throws {
    let corpus = AnnotatedCorpus([sentence("a b c", [(0..<2, "B"), (2..<3, "A")]), sentence("d")])
    let labels = try TokenClassificationTask.labels(in: [corpus], .init())
    #expect(labels.names == ["O", "B-A", "B-B", "I-B"])
    #expect(labels.counts == [1, 1, 1, 1])
    var settings = TokenClassificationSettings()
    settings.labels = ["B-A", "O", "B-B"]
    #expect {
      try TokenClassificationTask.labels(in: [corpus], settings)
    } throws: {
      "\($0)".contains("the label \"I-B\" is none of task.labels (B-A, O, B-B)")
    }
  }

  /// A blank word is unknown to every tokenizer, and is not counted as text that one does not know.
  @Test func blankWordsAreNotCounted() throws {
    let tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "金", "8"]
    let tokenizer = try Tokenizer(
      files: ["vocab.txt": Data(tokens.joined(separator: "\n").utf8)], origin: "words")
    func sentence(_ words: [String], _ line: Int) -> AnnotatedSentence {
      AnnotatedSentence(words: words, location: LukeData.SourceLocation(file: "text", line: line))
    }
    let sentences = [
      sentence(["8"], 1), sentence(["金", " ", "8", "x", "\u{3000}", "\u{200B}"], 3),
    ]
    let corpus = AnnotatedCorpus(sentences)
    func ids(_ place: LukeData.SourceLocation) -> [[Int32]]? {
      TokenClassificationTask.subwords(at: [place], in: [corpus], tokenizer)?.map { $0.ids }
    }
    #expect(ids(sentences[1].location) == [[5, 6, 1]])
    #expect(ids(LukeData.SourceLocation(file: "text", line: 2)) == nil)
    // What other tasks read has no words that are blank.
    #expect(
      SequenceClassificationTask.subwords(at: [sentences[0].location], in: [], tokenizer) == nil)
  }

  @Test func featuresCanBeKept() throws {
    let feature = try #require(features([sentence("ab c")], labels: ["O"]).features.first)
    var writer = FeatureWriter()
    feature.store(in: &writer)
    var reader = FeatureReader(writer.bytes, in: 0..<writer.bytes.count)
    #expect(try TokenFeature(from: &reader) == feature)
  }
}
