import LukeData
import LukeTestSupport
import Testing

/// What is held back of training data to validate with.
@Suite struct CorpusDivisionTests {
  private func texts(_ labels: [String]) throws -> TextCorpus {
    let rows = labels.enumerated().map { "text \($0.offset)\t\($0.element)\n" }
    return try TextDataReader.read(
      SourceText(bytes: Array(("text\tlabel\n" + rows.joined()).utf8), file: "f.tsv"),
      TextDataOptions())
  }

  private func split(_ share: Double, _ unit: ValidationSplit.Unit? = nil, seed: Int = 0)
    -> ValidationSplit
  {
    var split = ValidationSplit()
    (split.share, split.unit, split.seed) = (share, unit, seed)
    return split
  }

  /// Each example is in one part, in the order of the file, and a label has its share in both.
  @Test func labelsKeepTheirShares() throws {
    let labels = (0..<200).map { $0 % 10 == 0 ? "rare" : $0 % 3 == 0 ? "some" : "most" } + ["once"]
    let corpus = try texts(labels)
    let division = try CorpusDivision([corpus], by: split(0.2))
    let (train, held) = (division.train[0].examples, division.validation[0].examples)
    let numbers = { (examples: [TextExample]) in examples.map(\.location.line) }
    #expect(numbers(train) == numbers(train).sorted() && numbers(held) == numbers(held).sorted())
    #expect(Set(numbers(train) + numbers(held)) == Set(numbers(corpus.examples)))
    #expect(train.count + held.count == 201 && held.count == 40)
    func count(_ label: String, _ examples: [TextExample]) -> Int {
      examples.count { $0.labels == [label] }
    }
    #expect(["most", "once", "rare", "some"].map { count($0, held) } == [24, 0, 4, 12])
    #expect(
      division.note
        == "f.tsv: 40 of 201 examples are held back to validate with, the same share of every label "
        + "(data.validation_share, data.validation_by)")
  }

  /// Parts hold every example once, each with its share of every label.
  @Test func partsHoldEveryExampleOnce() throws {
    let labels = (0..<101).map { $0 % 10 == 0 ? "rare" : "most" } + ["once"]
    let corpus = try texts(labels)
    for unit in ValidationSplit.Unit.allCases where unit != .document {
      var seen: [Int] = []
      for number in 0..<4 {
        var part = split(0.25, unit)
        part.part = .init(number, of: 4)
        let division = try CorpusDivision([corpus], by: part)
        let held = division.validation[0].examples
        // Tokenized examples are kept by these names.
        #expect(division.validation[0].part == "part \(number + 1) of 4")
        #expect(division.train[0].part == "all but part \(number + 1) of 4")
        #expect((25...26).contains(held.count))
        #expect(held.count + division.train[0].examples.count == 102)
        if unit == .label {
          #expect((2...3).contains(held.count { $0.labels == ["rare"] }))
        }
        seen += held.map(\.location.line)
      }
      #expect(seen.sorted() == corpus.examples.map(\.location.line))
    }
    var tooMany = split(0.25, .example)
    tooMany.part = .init(3, of: 4)
    #expect {
      _ = try CorpusDivision([texts(["a", "b", "a"])], by: tooMany)
    } throws: {
      "\($0)" == "f.tsv: cannot be parted into 4: there are too few examples"
    }
  }

  /// Documents stay whole, and parts are about as large as each other.
  @Test func partsKeepDocumentsWhole() throws {
    let sizes = [5, 1, 3, 8, 2, 2, 6, 4, 1, 7]
    let text = sizes.enumerated().map { number, size in
      "-DOCSTART- O\n\n" + (0..<size).map { "w\(number)x\($0) O\n\n" }.joined()
    }.joined()
    let corpus = try read(text)
    var seen: [Int] = []
    for number in 0..<3 {
      var part = split(0.3, .document)
      part.part = .init(number, of: 3)
      let held = try CorpusDivision([corpus], by: part).validation[0]
      #expect((12...14).contains(held.sentences.count))
      for document in held.documents {
        let word = try #require(held.sentences[document.lowerBound].words.first)
        let place = try #require(Int(word.dropFirst().prefix { $0 != "x" }))
        #expect(document.count == sizes[place])
        seen.append(place)
      }
    }
    #expect(seen.sorted() == Array(0..<10))
  }

  /// The same seed holds back the same, another one something else; what else there is does not matter.
  @Test func seedsDecide() throws {
    let corpus = try texts((0..<60).map { "l\($0 % 2)" })
    let held = { (seed: Int, unit: ValidationSplit.Unit) in
      try CorpusDivision([corpus], by: split(0.25, unit, seed: seed)).validation[0].examples
    }
    for unit in ValidationSplit.Unit.allCases {
      #expect(try held(1, unit) == held(1, unit))
      #expect(try held(1, unit) != held(2, unit))
      #expect(try held(1, unit).count == 15)
    }
  }

  /// Sentences of one document stay together.
  @Test func documentsStayWhole() throws {
    let documents = (1...12).map { document in
      "-DOCSTART- O\n\n"
        + (1...document).map { "Word\($0) O\nAnna B-PER\n\n" }.joined()
    }
    let corpus = try read(documents.joined())
    let division = try CorpusDivision([corpus], by: split(0.3))
    let (train, held) = (division.train[0], division.validation[0])
    #expect(Set(train.sentences.map(\.document)).isDisjoint(with: held.sentences.map(\.document)))
    #expect(train.sentences.count + held.sentences.count == 78)
    #expect((15...31).contains(held.sentences.count))
    #expect(train.documents.count + held.documents.count == 12)
    #expect(held.documents.last?.upperBound == held.sentences.count)
    #expect(division.note.contains("whole documents"))
    #expect(held.part == "held back" && train.part == "trained on")
    let single = try CorpusDivision([corpus], by: split(0.3, .example))
    #expect(single.validation[0].sentences.count == 23)
  }

  /// A file without marks of documents is not one of them.
  @Test func withoutDocumentsSentencesAreDrawn() throws {
    let corpus = try read((1...10).map { "Word\($0) O\nAnna B-PER\n\n" }.joined())
    #expect(
      try CorpusDivision([corpus], by: split(0.2)).note.hasPrefix(
        "sample: 2 of 10 examples are held back to validate with, drawn from all"))
    #expect(
      message { try CorpusDivision([corpus], by: split(0.2, .document)) }
        == "sample: nothing can be held back by data.validation_share: all examples are of one document; "
        + "\"data.validation_by\": \"example\" holds back any")
  }

  @Test func severalFilesAreDividedTogether() throws {
    let corpora = try [texts(["a", "b"]), texts((0..<98).map { _ in "a" })]
    let division = try CorpusDivision(corpora, by: split(0.1))
    #expect(division.train.reduce(0) { $0 + $1.examples.count } == 90)
    #expect(division.validation.reduce(0) { $0 + $1.examples.count } == 10)
    #expect(division.train[0].examples.contains { $0.labels == ["b"] })
  }

  @Test func oneOfEachLabelStays() throws {
    let corpus = try texts(["a", "b", "c"])
    #expect(
      message { try CorpusDivision([corpus], by: split(0.4)) }
        == "f.tsv: nothing can be held back by data.validation_share: no label has a second example; "
        + "\"data.validation_by\": \"example\" holds back any")
    #expect(
      message { try CorpusDivision([texts(["a"])], by: split(0.4)) }
        == "f.tsv: nothing can be held back by data.validation_share: there is but one example")
  }
}
