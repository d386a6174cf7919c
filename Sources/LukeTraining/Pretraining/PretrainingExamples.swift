import LukeAutodiff
import LukeTasks

/// The sequences of a data set, in the order in which a run reads them.
final class PretrainingExamples {
  private let all: [PretrainingExample]
  init(_ all: [PretrainingExample]) { self.all = all }
  var count: Int { all.count }
  func sequence(_ number: Int) throws -> PretrainingExample { all[number] }

  func sequences(_ positions: Range<Int>, seed: UInt64) throws -> [PretrainingExample] {
    positions.map { all[$0 % all.count] }
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
