import LukeData
import Testing

@Suite struct CorpusPortionTests {
  private func corpus(_ documents: [Int]) -> AnnotatedCorpus {
    AnnotatedCorpus(
      documents.enumerated().map { number, document in
        AnnotatedSentence(
          words: ["w\(number)"], document: document,
          location: SourceLocation(file: "text", line: number + 1))
      })
  }

  private func sizes(_ portions: [AnnotatedCorpus]) -> [Int] { portions.map(\.sentences.count) }

  @Test func noDocumentIsInTwo() {
    let documents = [0, 0, 0, 1, 2, 2, 2, 2, 2, 3]
    #expect(sizes(corpus(documents).portions(of: 2)) == [3, 6, 1])
    #expect(sizes(corpus(documents).portions(of: 4)) == [4, 5, 1])
    #expect(sizes(corpus(documents).portions(of: 10)) == [10])
    #expect(sizes(corpus([0, 0, 0]).portions(of: 1)) == [3])
    #expect(sizes(corpus([]).portions(of: 1)) == [0])
  }

  @Test func togetherTheyAreTheCorpus() {
    let whole = corpus((0..<23).map { $0 / 3 })
    for count in 1...24 {
      let portions = whole.portions(of: count)
      #expect(portions.flatMap(\.sentences) == whole.sentences)
      #expect(portions.dropLast().allSatisfy { $0.sentences.count >= count })
      #expect(portions.flatMap { $0.answeredLines ?? [] } == Array(1...23))
    }
  }

  /// Lines of a part of a text have the numbers that they have in the whole.
  @Test func partsOfATextCountOn() throws {
    let part = try SourceText(bytes: Array("{\"text\": 1}\n".utf8), file: "in", firstLine: 41)
    #expect(throws: DataError.self) { try EntityDataReader.read(part) }
    do { _ = try EntityDataReader.read(part) } catch {
      #expect("\(error)".contains("in:41"), "\(error)")
    }
  }
}
