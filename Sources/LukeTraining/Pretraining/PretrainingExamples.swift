import LukeCorpus
import LukeSystem
import LukeTasks

/// The sequences of a data set, in the order in which a run reads them.
final class PretrainingExamples: Sendable {
  private let reader: DatasetReader
  /// The order of the seed that was asked for last; stages have seeds of their own.
  private let sampler = LockedValue<(seed: UInt64, sampler: DatasetSampler)?>(nil)

  init(_ reader: DatasetReader) { self.reader = reader }

  /// The number of sequences.
  var count: Int { reader.count }

  /// The folder of the data set.
  var folder: String { reader.folder }

  /// A sequence by its number in the data set.
  func sequence(_ number: Int) throws -> PretrainingExample {
    try sayingWhatMends { try reader.example(at: number) }
  }

  private func sayingWhatMends<Result>(_ read: () throws -> Result) throws -> Result {
    do { return try read() } catch FileError.malformed(let path, let reason) {
      throw FileError.malformed(path: path, reason: "\(reason); luke-train prepare makes it anew")
    }
  }

  /// Sequences of an endless shuffled order, epoch after epoch: a function of the seed and the
  /// positions alone.
  func sequences(_ positions: Range<Int>, seed: UInt64) throws -> [PretrainingExample] {
    let sampler = sampler(seed)
    return try epochs(of: positions).flatMap {
      let (epoch, positions) = ($0.epoch, $0.positions)
      return try sayingWhatMends { try sampler.examples(epoch: epoch, positions: positions) }
    }
  }

  /// The numbers in the data set of the sequences at these positions.
  func numbers(_ positions: Range<Int>, seed: UInt64) -> [Int] {
    let sampler = sampler(seed)
    return epochs(of: positions).flatMap {
      sampler.numbers(epoch: $0.epoch, positions: $0.positions)
    }
  }

  /// Positions of the endless order as positions of its epochs.
  private func epochs(of positions: Range<Int>) -> [(epoch: Int, positions: Range<Int>)] {
    var result: [(epoch: Int, positions: Range<Int>)] = []
    var place = positions.lowerBound
    while place < positions.upperBound {
      let epoch = place / count
      let end = min(positions.upperBound, (epoch + 1) * count)
      result.append((epoch, place - epoch * count..<end - epoch * count))
      place = end
    }
    return result
  }

  private func sampler(_ seed: UInt64) -> DatasetSampler {
    sampler.withLock { kept in
      if let kept, kept.seed == seed { return kept.sampler }
      let new = DatasetSampler(reader, seed: seed)
      kept = (seed, new)
      return new
    }
  }

  /// The optimizer steps of a stage: those that read all sequences so many times, the last one filled
  /// up from the next pass.
  func stepCount(_ settings: TrainingSettings) -> Int {
    switch settings.length {
    case .steps(let count): count
    case .epochs(let count):
      (count * self.count + settings.sequencesPerStep - 1) / settings.sequencesPerStep
    case .minutes: 0
    }
  }
}
