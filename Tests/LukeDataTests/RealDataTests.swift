import Foundation
import LukeData
import LukeTestSupport
import Testing

@Suite(.enabled(if: sharedData("wnut17") != nil))
struct RealDataTests {
  private func corpus(_ path: String) throws -> AnnotatedCorpus {
    try EntityDataReader.read(file: #require(sharedData(path)).path)
  }

  private func count(_ corpus: AnnotatedCorpus) -> [Int] {
    [
      corpus.sentences.count, corpus.sentences.reduce(0) { $0 + $1.words.count },
      corpus.entityCounts.values.reduce(0, +), corpus.documents.count,
    ]
  }

  @Test(arguments: [
    ("wnut17/wnut17train.conll", [3394, 62730, 1975, 1]),
    ("wnut17/emerging.dev.conll", [1009, 15733, 836, 1]),
    ("wnut17/emerging.test.annotated", [1287, 23394, 1079, 1]),
  ])
  func wnut17(path: String, counts: [Int]) throws {
    let corpus = try corpus(path)
    #expect(count(corpus) == counts)
    #expect(
      corpus.labels == ["corporation", "creative-work", "group", "location", "person", "product"])
    #expect(corpus.layout.description == "CoNLL, 2 columns parted by tabs, tags IOB2, UTF-8")
  }

  @Test func wikigold() throws {
    let corpus = try corpus("wikigold/wikigold.conll.txt")
    #expect(Array(count(corpus)[..<2]) == [1696, 39152 - 145])
    #expect(corpus.documents.count == 145)
    #expect(corpus.labels == ["LOC", "MISC", "ORG", "PER"])
    #expect(corpus.layout.tagScheme == .io)
    #expect(corpus.layout.marksDocuments)
  }

  @Test(arguments: [("sec-filings/FIN5.txt", 1), ("sec-filings/FIN3.txt", 1)])
  func secFilings(path: String, documents: Int) throws {
    let corpus = try corpus(path)
    #expect(corpus.layout.columnCount == 4)
    #expect(corpus.labels == ["LOC", "MISC", "ORG", "PER"])
    #expect(corpus.layout.marksDocuments)
  }

  @Test(arguments: [
    ("politics", [200, 1304, 541, 3482, 651, 4209]),
    ("science", [200, 1075, 450, 2538, 543, 3089]),
    ("music", [100, 648, 380, 2679, 465, 3336]), ("literature", [100, 541, 400, 2130, 416, 2266]),
    ("ai", [100, 532, 350, 1549, 431, 1809]),
  ])
  func crossNER(domain: String, counts: [Int]) throws {
    let found = try ["train", "dev", "test"].flatMap { split in
      let corpus = try corpus("crossner/\(domain)/\(split).txt")
      return [corpus.sentences.count, corpus.entityCounts.values.reduce(0, +)]
    }
    #expect(found == counts)
  }

  @Test func semeval2010() throws {
    func read(_ name: String, _ options: RelationDataOptions = .init()) throws -> RelationCorpus {
      let file = try #require(sharedData("semeval2010_task8/\(name)")).path
      return try RelationDataReader.read(file: file, options: options)
    }
    let train = try read("TRAIN_FILE.TXT")
    let test = try read("TEST_FILE_FULL.TXT")
    #expect(train.examples.count == 8000)
    #expect(test.examples.count == 2717)
    #expect(train.labels.count == 19)
    #expect(test.relationCounts["Other"] == 454)
    let clean = try read("TEST_FILE_CLEAN.TXT", RelationDataOptions(requiresLabels: false))
    #expect(clean.examples.map(\.text) == test.examples.map(\.text))
    #expect(clean.examples.map(\.head) == test.examples.map(\.head))
    let key = try #require(sharedData("semeval2010_task8/TEST_FILE_KEY.TXT")).path
    let keyed = try read("TEST_FILE_CLEAN.TXT", RelationDataOptions(answerKey: key))
    #expect(keyed.relationCounts["Cause-Effect"] == 328)
  }
}
