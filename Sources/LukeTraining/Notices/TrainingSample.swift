import LukeData
import LukeTasks

/// Some of the training examples, to be scored when all steps are done.
///
/// How many costs no more than a fiftieth of the training: a step costs three times the forward pass of its
/// examples, of which one is left here.
package struct TrainingSample<Corpus: LabelledCorpus> {
  /// The examples, by file.
  package let corpora: [Corpus]

  /// The most examples that are scored, the fewest that tell anything, and how many stand side by side.
  private static var most: Int { 300 }
  private static var fewest: Int { 20 }
  private static var blockSize: Int { 10 }
  /// The share of all passes of training that the scoring may cost, in forward passes.
  private static var share: Double { 0.02 * 3 }

  /// Keeps blocks of examples from all over the files, so that sorted files are met in every part; none where
  /// that would be too few, or where a corpus cannot be divided.
  /// - Parameter passes: how often the training reads each example.
  package init(_ all: [Corpus], passes: Double) {
    let counts = all.map { $0.divisibleExamples?.count ?? 0 }
    let total = counts.reduce(0, +)
    let wanted = min(Self.most, Int(Self.share * passes * Double(total)), total)
    guard wanted >= Self.fewest else {
      corpora = []
      return
    }
    let chosen = Self.blocks(wanted, of: total)
    var first = 0
    corpora = zip(all, counts).compactMap { corpus, count in
      let own = chosen.filter { (first..<first + count).contains($0) }.map { $0 - first }
      first += count
      return own.isEmpty ? nil : corpus.keeping(own, as: "scored at the end")
    }
  }

  /// Numbers of examples in blocks that have the same distance.
  package static func blocks(_ wanted: Int, of total: Int) -> [Int] {
    let blockCount = (wanted + blockSize - 1) / blockSize
    return (0..<blockCount).flatMap { block -> Range<Int> in
      let (from, to) = (block * total / blockCount, (block + 1) * total / blockCount)
      return from..<min(to, from + blockSize)
    }
  }
}
