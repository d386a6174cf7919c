import LukeData

/// Examples without anything in them.
struct NoCorpus: LabelledCorpus {
  var count = 0
  var file: String { "none" }
  var checksum: UInt32 { 0 }
  var notes: [String] { [] }
  var divisibleExamples: [DivisibleExample]? { (0..<count).map { DivisibleExample(document: $0) } }

  func keeping(_ examples: [Int], as part: String) -> NoCorpus { NoCorpus(count: examples.count) }
}
