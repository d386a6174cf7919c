import LukeData
import LukeTestSupport
import Testing

@Suite struct TagSchemeTests {
  private func corpus(_ tags: String, scheme: TagScheme? = nil) throws -> AnnotatedCorpus {
    let sentences = tags.split(separator: "/").map { sentence in
      sentence.split(separator: " ").map { "w \($0)\n" }.joined()
    }
    return try read(
      sentences.joined(separator: "\n"), EntityDataOptions(tagScheme: scheme))
  }

  @Test(arguments: [
    ("B-A I-A O B-A B-A", TagScheme.iob2, ["A:0..<2", "A:3..<4", "A:4..<5"]),
    ("I-A I-A B-A O I-B", .iob1, ["A:0..<2", "A:2..<3", "B:4..<5"]),
    ("I-A I-A I-B O I-B", .io, ["A:0..<2", "B:2..<3", "B:4..<5"]),
    ("A A B O B", .io, ["A:0..<2", "B:2..<3", "B:4..<5"]),
    ("B I O B B", .iob2, ["entity:0..<2", "entity:3..<4", "entity:4..<5"]),
    ("B-A E-A S-A O B-B", .bioes, ["A:0..<2", "A:2..<3", "B:4..<5"]),
    ("B-A L-A U-A O U-B", .bilou, ["A:0..<2", "A:2..<3", "B:4..<5"]),
    ("B-A M-A E-A W-B O", .bioes, ["A:0..<3", "B:3..<4"]),
    ("B-A B-A O", .iob2, ["A:0..<1", "A:1..<2"]),
  ])
  func schemesAreFound(tags: String, scheme: TagScheme, spans: [String]) throws {
    let corpus = try corpus(tags)
    #expect(corpus.layout.tagScheme == scheme)
    #expect(corpus.sentences[0].spans == spans)
  }

  @Test func entitiesEndWithTheirSentence() throws {
    let corpus = try corpus("I-A I-A/I-A B-A")
    #expect(corpus.sentences.map(\.spans) == [["A:0..<2"], ["A:0..<1", "A:1..<2"]])
    #expect(corpus.layout.tagScheme == .iob1)
  }

  @Test func whatDoesNotFitTheSchemeIsReported() throws {
    let corpus = try corpus("B-A I-A O B-A/O I-A I-B")
    #expect(corpus.layout.malformedTagCount == 2)
    #expect(
      corpus.layout.description == "CoNLL, 2 columns parted by spaces, tags IOB2 "
        + "(2 that do not fit it, the first in line 7, read as conlleval reads them), UTF-8")
    #expect(corpus.sentences[1].spans == ["A:1..<2", "B:2..<3"])
  }

  @Test func aSchemeCanBeGiven() throws {
    #expect(try corpus("B-A I-A B-A", scheme: .io).sentences[0].spans == ["A:0..<3"])
    let iob1 = try corpus("B-A I-A O B-A", scheme: .iob1)
    #expect(iob1.layout.tagScheme == .iob1)
    #expect(iob1.layout.malformedTagCount == 2)
    #expect(iob1.sentences[0].spans == ["A:0..<2", "A:3..<4"])
    let error = message { try read("w A\n", .init(tagScheme: .iob2)) }
    #expect(error == "sample:1: tag \"A\" is not O, or a prefix such as B- or I- and a type")
  }

  /// Ten thousand random sentences, well formed or not, against conlleval's own way of counting.
  @Test(arguments: [
    ["O", "B-x", "I-x", "B-y", "I-y"], ["O", "B-x", "I-x", "E-x", "S-x", "I-y", "E-y"],
  ])
  func chunksAreThoseOfConlleval(tags: [String]) throws {
    var generator = SeededGenerator(seed: 7)
    let sentences = (0..<10_000).map { _ in
      (0..<Int.random(in: 1...9, using: &generator)).map { _ in
        tags.randomElement(using: &generator) ?? "O"
      }
    }
    let text = sentences.map { $0.map { "w \($0)\n" }.joined() }.joined(separator: "\n")
    let corpus = try read(text)
    #expect(corpus.sentences.count == sentences.count)
    let wrong = zip(corpus.sentences, sentences).filter { sentence, tags in
      sentence.spans != Conlleval.chunks(tags).map { "\($0.type):\($0.words)" }
    }
    #expect(wrong.isEmpty, "first of \(wrong.count): \(wrong.first?.1 ?? [])")
  }
}

/// Chunks by conlleval's two tables, written down anew and apart from the reader.
enum Conlleval {
  static func chunks(_ tags: [String]) -> [(words: Range<Int>, type: String)] {
    var chunks: [(words: Range<Int>, type: String)] = []
    var start = 0
    var previous = ("O", "")
    for (index, tag) in (tags + ["O"]).enumerated() {
      let parts = tag.split(separator: "-").map(String.init)
      let current = (parts[0], parts.count > 1 ? parts[1] : "")
      if isEnd(previous, current) { chunks.append((start..<index, previous.1)) }
      if isStart(previous, current) { start = index }
      previous = current
    }
    return chunks
  }

  private static func isEnd(_ previous: (String, String), _ current: (String, String)) -> Bool {
    let pair = previous.0 + current.0
    return ["BB", "BS", "BO", "IB", "IS", "IO"].contains(pair)
      || previous.0 == "E" || previous.0 == "S" || previous.0 != "O" && previous.1 != current.1
  }

  private static func isStart(_ previous: (String, String), _ current: (String, String)) -> Bool {
    let pair = previous.0 + current.0
    return current.0 == "B" || current.0 == "S"
      || ["EE", "EI", "SE", "SI", "OE", "OI"].contains(pair)
      || current.0 != "O" && previous.1 != current.1
  }
}
